"""Tables: frames, series and indexes of pandas and polars, and numpy arrays with named fields.

Promises to read only the cells that are sent: the first and last 30 rows, 25 columns.
"""

from typing import Any, List, Tuple

from .limits import MAX_TABLE_NODES, TABLE_COLUMNS, TABLE_ROWS
from .nested import Simplifier, encoder_of
from .payload import Payload, capture_numpy_scalar, cut, json_payload, python_scalar, safe_str


def capture_table(
    columns: List[str],
    rows: List[List[Any]],
    shape: Tuple[int, int],
    dtypes: List[str],
    index: List[Any],
) -> Payload:
    """A table of which the caller has chosen the rows and columns.

    Bounds: MAX_TABLE_NODES values, MAX_NESTED_TEXT characters a text.
    """
    simplifier = Simplifier(MAX_TABLE_NODES)
    table = {
        "columns": columns,
        "rows": simplifier.simple(rows),
        "shape": list(shape),
        "dtypes": dtypes,
        "index": simplifier.simple(index),
    }
    return json_payload("table", table)


def head_and_tail(length: int, limit: int) -> List[int]:
    """Returns the positions of the first and the last limit / 2; all if there are no more."""
    if length <= limit:
        return list(range(length))
    return list(range(limit // 2)) + list(range(length - limit // 2, length))


def label_of(name: Any) -> str:
    """Returns the name of a column or row as text; the levels of one with several, by commas."""
    return ", ".join(map(safe_str, name)) if isinstance(name, tuple) else safe_str(name)


def cell_of(value: Any) -> Any:
    """Returns a cell as number, text or None, which also stands for pandas' missing values.

    Bounds: 200 characters of what is neither number nor text.
    """
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if encoder_of(value) is capture_numpy_scalar:
        value = python_scalar(value)
    return value if isinstance(value, (bool, int, float)) else cut(safe_str(value), 200)


def capture_frame(frame: Any) -> Payload:
    """A pandas DataFrame. Bounds: TABLE_ROWS rows, TABLE_COLUMNS columns; those of capture_table."""
    rows = head_and_tail(frame.shape[0], TABLE_ROWS)
    columns = head_and_tail(frame.shape[1], TABLE_COLUMNS)
    part = frame.iloc[rows, columns]
    by_column = [
        [cell_of(cell) for cell in part.iloc[:, at].tolist()] for at in range(len(columns))
    ]
    return capture_table(
        [label_of(name) for name in part.columns],
        [[column[row] for column in by_column] for row in range(len(rows))],
        frame.shape,
        [str(dtype) for dtype in part.dtypes],
        [
            cell_of(label) if not isinstance(label, tuple) else label_of(label)
            for label in part.index
        ],
    )


def capture_structured(array: Any) -> Payload:
    """A numpy array with named fields, as genfromtxt returns it.

    Bounds: TABLE_ROWS rows, TABLE_COLUMNS columns; those of capture_table.
    """
    names = array.dtype.names
    rows, columns = head_and_tail(len(array), TABLE_ROWS), head_and_tail(len(names), TABLE_COLUMNS)
    part = array[rows]
    by_column = []
    for at in columns:
        field = part[names[at]]
        field = field.astype(str) if field.dtype.kind in "mM" else field
        by_column.append([cell_of(cell) for cell in field.tolist()])
    return capture_table(
        [names[at] for at in columns],
        [[column[row] for column in by_column] for row in range(len(rows))],
        (len(array), len(names)),
        [str(array.dtype[at]) for at in columns],
        list(rows),
    )


def capture_series(series: Any) -> Payload:
    """A pandas Series or Index, as a table of one column. Bounds: those of capture_frame."""
    if hasattr(series, "to_frame") and hasattr(series, "iloc"):
        return capture_frame(series.to_frame())
    return capture_frame(series.to_frame(index=False))


def capture_polars(frame: Any) -> Payload:
    """A polars DataFrame. Bounds: TABLE_ROWS rows, TABLE_COLUMNS columns; those of capture_table."""
    rows = head_and_tail(frame.height, TABLE_ROWS)
    columns = head_and_tail(frame.width, TABLE_COLUMNS)
    shown = [frame.row(at) for at in rows]
    return capture_table(
        [str(frame.columns[at]) for at in columns],
        [[cell_of(row[at]) for at in columns] for row in shown],
        (frame.height, frame.width),
        [str(frame.dtypes[at]) for at in columns],
        list(rows),
    )


def capture_polars_series(series: Any) -> Payload:
    """A polars Series, as a table of one column. Bounds: those of capture_polars."""
    return capture_polars(series.to_frame())
