"""Answers that say at what version a thing was read, and decisions that say which one they saw."""

from starlette.responses import JSONResponse, Response

from service.api.access import tag_of


def tell_versioned(told: object, version: str) -> Response:
    """Return what is told with an ETag that begins with its version, so that a decision can name what it read."""
    answer = JSONResponse(told)
    answer.headers["ETag"] = f'"{version}.{tag_of(bytes(answer.body)).strip(chr(34))}"'
    return answer


def is_as_read(if_match: str, version: str) -> bool:
    """Whether one of the tags of `If-Match` is of the version a thing is at; what else a tag tells does not matter."""
    tags = [tag.strip() for tag in if_match.split(",")]
    return "*" in tags or any(tag.startswith(f'"{version}.') and tag.endswith('"') for tag in tags)
