"""How a fault is told in a log: its class and place, never its text, which may hold anything."""

from pathlib import Path


def class_and_place(fault: BaseException) -> str:
    """Return the class of a fault and the file and line where it was raised."""
    trace = fault.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"{type(fault).__name__}{where}"
