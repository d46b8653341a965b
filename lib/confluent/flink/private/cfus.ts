/** The sizes of compute pools: https://docs.confluent.io/cloud/current/flink/concepts/compute-pools.html */
export const CFUS = [5, 10, 20, 30, 40, 50];
