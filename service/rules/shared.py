"""The questions that rules share, one file for each in `words/`."""

from importlib.resources import files

from service.rules.questions import Question


def word(name: str) -> Question:
    """Return a shared question by its name."""
    held = _WORDS.get(name)
    if held is None:
        text = files(__package__).joinpath(f"words/{name}.cypher").read_text("utf-8")
        held = _WORDS[name] = Question(text, f"words/{name}.cypher")
    return held


def words() -> tuple[Question, ...]:
    """Return every shared question."""
    names = sorted(one.name.removesuffix(".cypher") for one in files(__package__).joinpath("words").iterdir())
    return tuple(word(name) for name in names)


_WORDS: dict[str, Question] = {}
