-- Topics without a schema are tables of two columns of bytes, key and val. The records of clicks.raw are JSON, and so are
-- those of clicks.refined, which EventBridge Pipes reads.
INSERT INTO `clicks.refined`
SELECT
  CAST(click.`sku` AS BYTES),
  CAST(JSON_OBJECT(
    'sku' VALUE click.`sku`,
    'visitor' VALUE click.`visitor`,
    'title' VALUE item.`title`,
    'stock' VALUE item.`stock`
  ) AS BYTES)
FROM (
  SELECT
    JSON_VALUE(CAST(`val` AS STRING), '$.sku') AS `sku`,
    JSON_VALUE(CAST(`val` AS STRING), '$.visitor') AS `visitor`
  FROM `clicks.raw`
) AS click
JOIN `inventory` AS item ON click.`sku` = item.`sku`;
