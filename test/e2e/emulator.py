"""MiniStack, and what it lacks for the end-to-end test."""

import json
from urllib.parse import parse_qs

from ministack.app import app as ministack
from ministack.core.lambda_runtime import execution_credentials
from ministack.services.cloudformation import custom_resource, provisioners, stacks

FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:"


async def app(scope, receive, send):
    """A build has the credentials of its project's role, as a function has those of its own."""
    if scope["type"] != "http" or scope["path"] != "/_credentials":
        await ministack(scope, receive, send)
        return
    query = {name: values[0] for name, values in parse_qs(scope["query_string"].decode()).items()}
    name = query["build"].split(":")[1]
    keys = execution_credentials({"Role": query["role"], "FunctionName": name, "FunctionArn": FUNCTION + name})
    body = json.dumps({
        "AccessKeyId": keys["AWS_ACCESS_KEY_ID"],
        "SecretAccessKey": keys["AWS_SECRET_ACCESS_KEY"],
        "Token": keys["AWS_SESSION_TOKEN"],
        "Expiration": "2100-01-01T00:00:00Z",
    }).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


# CloudFormation deletes a custom resource whose creation failed, by the physical ID that came with the failure
_failures = {}
_deliver, _create, _roll_back = custom_resource.deliver_response, provisioners._custom_resource_create, stacks._roll_back_operation


def deliver_response(token, response):
    if response.get("Status") == "FAILED":
        _failures[response["StackId"].split("/")[1], response["LogicalResourceId"]] = {"PhysicalResourceId": response.get("PhysicalResourceId")}
    return _deliver(token, response)


def create(logical_id, props, stack_name, resource_type):
    try:
        return _create(logical_id, props, stack_name, resource_type)
    except Exception:
        _failures.get((stack_name, logical_id), {}).update(ResourceType=resource_type, LogicalResourceId=logical_id, Properties=props)
        raise


async def roll_back(stack_name, stack_id, stack, operation, *args):
    failure = _failures.pop((stack_name, operation.get("failed_logical_id")), {})
    if "Properties" in failure:
        stack.setdefault("_resources", {})[failure["LogicalResourceId"]] = failure
        operation = {**operation, "created": [*operation["created"], failure["LogicalResourceId"]]}
    await _roll_back(stack_name, stack_id, stack, operation, *args)


custom_resource.deliver_response = deliver_response
provisioners._custom_resource_create = create
stacks._roll_back_operation = roll_back
