"""Why a feed or a judgement cannot go on; each message says what to do and holds nothing personal.

IngestError
├── FeedRefused                 nothing of the feed lands
│   ├── FeedMissing             there is no feed where one was named
│   ├── ManifestFault           no manifest, or one that cannot be used
│   ├── UnknownFile             a file that is no table of a feed
│   ├── UnreadableFile          a file that cannot be read as what it claims to be
│   ├── OverLimit               a file, archive, table or cell larger than any feed needs
│   ├── UnknownTable            a table that is none of the vocabulary's
│   ├── UnknownColumns          a table without a column its rows cannot do without
│   ├── FeedTooOld              received before the newest landed feed of its agency
│   └── MixedWithSynthetic      invented people beside others
├── JudgementFault              what is said of two records cannot be kept
│   ├── NoSuchPair              there is no such record, review or judgement
│   ├── ReviewChanged           what waits is no longer what was looked at
│   └── JudgementRefused        it cannot be so: identifiers contradict, a record was taken back, it says too little
├── CannotRead                  the process that reads feeds does not start
└── CannotWrite                 a file of rejected rows, or of invented feeds, cannot be written
"""


class IngestError(Exception):
    """Something about feeds that a person can mend; its text says how."""


class FeedRefused(IngestError):
    """Nothing of a feed lands. `file` names the file of the feed at fault, where there is one."""

    def __init__(self, message: str, file: str | None = None) -> None:
        super().__init__(message, file)
        self.message = message
        self.file = file

    def __str__(self) -> str:
        return self.message


class FeedMissing(FeedRefused):
    """There is no feed where one was named."""


class ManifestFault(FeedRefused):
    """The manifest is not there or cannot be used."""


class UnknownFile(FeedRefused):
    """A file of the feed is no table."""


class UnreadableFile(FeedRefused):
    """A file cannot be read as what it claims to be."""


class OverLimit(FeedRefused):
    """Something is larger than any feed needs."""


class UnknownTable(FeedRefused):
    """A table is none of the vocabulary's."""


class UnknownColumns(FeedRefused):
    """A table lacks a column its rows cannot do without."""


class FeedTooOld(FeedRefused):
    """The feed was received before the newest landed one of its agency."""


class MixedWithSynthetic(FeedRefused):
    """Invented people would stand beside others."""


class CannotRead(IngestError):
    """Feeds cannot be read here, whatever is in them."""


class CannotWrite(IngestError):
    """A file or folder cannot be written."""


class JudgementFault(IngestError):
    """Something about judgements that a person can mend."""


class NoSuchPair(JudgementFault):
    """There is no such record, review or judgement."""


class ReviewChanged(JudgementFault):
    """What waits is no longer what was looked at."""


class JudgementRefused(JudgementFault):
    """The judgement cannot be made; nothing was written."""
