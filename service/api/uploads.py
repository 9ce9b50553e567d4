"""A feed as it is sent: kept in a folder of its own while it is read, as what its bytes are, whatever it is called."""

import re
import shutil
import tempfile
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from anyio import open_file, to_thread
from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from service.api.problems import Problem

_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_RAW = frozenset({"application/zip", "application/x-zip-compressed", "application/octet-stream", _WORKBOOK_TYPE})
_FORM = "multipart/form-data"
_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST_NAME = 80
_CHUNK = 1 << 16
_WRONG = (
    "Send a feed as a .zip of its folder (application/zip) or one .xlsx, as the body itself or as one file of a form."
)


@dataclass(frozen=True)
class Upload:
    """A feed that came, and the name its sender gave it, made harmless; "" where none was given."""

    path: Path
    name: str


@asynccontextmanager
async def kept_upload(request: Request, name: str | None) -> AsyncIterator[Upload]:
    """Keep the feed that a request sends while it is read; raises Problem for what can be none."""
    folder = Path(await to_thread.run_sync(lambda: tempfile.mkdtemp(prefix="risk-network-")))
    try:
        path, own_name = folder / "feed", name or ""
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type == _FORM:
            sent_name = await _save_form(request, path)
            own_name = own_name or sent_name
        elif media_type in _RAW:
            await _save_body(request, path)
        else:
            raise Problem(415, _WRONG, {"Accept": ", ".join(sorted((*_RAW, _FORM)))})
        ending = await to_thread.run_sync(_ending, path)
        yield Upload(path.rename(path.with_suffix(ending)), _harmless(own_name))
    finally:
        await to_thread.run_sync(lambda: shutil.rmtree(folder, ignore_errors=True))


async def _save_body(request: Request, path: Path) -> None:
    async with await open_file(path, "wb") as file:
        async for part in request.stream():
            await file.write(part)


async def _save_form(request: Request, path: Path) -> str:
    try:
        async with request.form(max_files=1, max_fields=4) as form:
            files = [value for value in form.values() if isinstance(value, UploadFile)]
            if len(files) != 1:
                raise Problem(422, _WRONG)
            async with await open_file(path, "wb") as file:
                while part := await files[0].read(_CHUNK):
                    await file.write(part)
            return files[0].filename or ""
    except Problem:
        raise
    except (MultiPartException, HTTPException):
        raise Problem(422, _WRONG) from None


def _ending(path: Path) -> str:
    """Return the ending that says what the bytes are: a workbook is a zip with a workbook in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return ".xlsx" if "xl/workbook.xml" in archive.NameToInfo else ".zip"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Problem(415, f"The body is no zip and no workbook. {_WRONG}") from None


def _harmless(name: str) -> str:
    stem = Path(name.replace("\\", "/")).name
    for ending in (".zip", ".xlsx"):
        stem = stem[: -len(ending)] if stem.lower().endswith(ending) else stem
    return _UNFIT.sub("-", stem).strip("-._")[:_LONGEST_NAME]
