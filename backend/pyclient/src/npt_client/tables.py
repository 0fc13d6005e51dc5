"""Tables: frames, series and indexes of pandas and polars, and numpy arrays with named fields.

Promises to read only the cells that are sent, the first and last 30 rows, 25 columns, unless a digest
needs all of them; then a block of a column at a time.
"""

import json
from typing import Any, Iterable, Iterator, List, NamedTuple, Optional, Tuple

from .limits import BLOCK, MAX_CELL, MAX_TABLE_NODES, TABLE_COLUMNS, TABLE_ROWS
from .nested import Simplifier, encoder_of
from .payload import Payload, capture_numpy_scalar, json_payload, library, python_scalar, safe_str
from .runs import blocks_of


class Labels(NamedTuple):
    """The labels of the rows or columns of a table."""

    names: List[Any]  # of each level; None for a level without a name
    levels: List[Iterable[Any]]  # of each the labels, in blocks


class WholeTable(NamedTuple):
    """A table as its digest needs it. Blocks are numpy arrays of one axis, or lists."""

    shape: Tuple[int, int]
    column_labels: Labels
    cells: Iterator[Iterable[Any]]  # of each column the cells, in blocks
    zones: List[Optional[str]]  # of each column the time zone
    row_labels: Labels
    axes: Optional[Tuple[int, ...]] = None  # of an array that has not one axis


class Table:
    """The part of a table that is sent.

    Bounds: MAX_TABLE_NODES values, MAX_NESTED_TEXT characters a text, MAX_CELL of what is neither
    number nor text.
    """

    def __init__(self, shape: Tuple[int, int]) -> None:
        self._simplifier = Simplifier(MAX_TABLE_NODES)
        self._shape = shape
        self.rows = head_and_tail(shape[0], TABLE_ROWS)  # positions of what is sent
        self.columns = head_and_tail(shape[1], TABLE_COLUMNS)

    def cell(self, value: Any) -> Any:
        """Returns a cell as number, text or None, which also stands for pandas' missing values."""
        if type(value).__name__ in ("NAType", "NaTType"):
            return None
        if encoder_of(value) is capture_numpy_scalar:
            value = python_scalar(value)
        if value is None or isinstance(value, (bool, int, float, str)):
            return value
        return self._simplifier.text(safe_str(value), MAX_CELL)

    def payload(
        self,
        whole: Any,
        labels: List[str],
        columns: List[List[Any]],
        dtypes: List[str],
        index: List[Any],
        **more: Any,
    ) -> Payload:
        """Returns the table; columns are the cells of each, and more is what else belongs to it."""
        by_column = [[self.cell(cell) for cell in column] for column in columns]
        rows = [[column[row] for column in by_column] for row in range(len(self.rows))]
        table = {
            "columns": labels,
            "rows": self._simplifier.simple(rows),
            "shape": list(self._shape),
            "dtypes": dtypes,
            "index": self._simplifier.simple(index),
            **more,
        }
        cut = self._shape != (len(self.rows), len(self.columns)) or self._simplifier.shortened
        return json_payload("table", table, whole if cut else None)


def head_and_tail(length: int, limit: int) -> List[int]:
    """Returns the positions of the first and the last limit / 2; all if there are no more."""
    if length <= limit:
        return list(range(length))
    return list(range(limit // 2)) + list(range(length - limit // 2, length))


def label_of(name: Any) -> str:
    """Returns the name of a column or row as text; the levels of one with several, by commas."""
    return ", ".join(map(safe_str, name)) if isinstance(name, tuple) else safe_str(name)


def numbered(length: int) -> Labels:
    """Returns the labels of rows that have none."""
    numpy = library("numpy")
    blocks = ((at, min(at + BLOCK, length)) for at in range(0, length, BLOCK))
    return Labels(
        [None], [(numpy.arange(*each) if numpy else list(range(*each)) for each in blocks)]
    )


def capture_frame(frame: Any) -> Payload:
    """A pandas DataFrame. Bounds: TABLE_ROWS rows, TABLE_COLUMNS columns; those of Table."""
    table = Table(frame.shape)
    part = frame.iloc[table.rows, table.columns]
    names = {
        axis: [None if name is None else label_of(name) for name in labels.names]
        for axis, labels in (("index", part.index), ("columns", part.columns))
    }
    return table.payload(
        frame,
        [label_of(name) for name in part.columns],
        [part.iloc[:, at].tolist() for at in range(len(table.columns))],
        [str(dtype) for dtype in part.dtypes],
        [
            table.cell(label) if not isinstance(label, tuple) else label_of(label)
            for label in part.index
        ],
        **({"names": names} if any(name is not None for name in sum(names.values(), [])) else {}),
    )


def whole_frame(frame: Any) -> WholeTable:
    """Returns all of a pandas DataFrame."""
    columns = range(frame.shape[1])
    return WholeTable(
        frame.shape,
        labels_of(frame.columns),
        (column_blocks(frame.iloc[:, at]) for at in columns),
        [zone_of(dtype) for dtype in frame.dtypes],
        labels_of(frame.index),
    )


def labels_of(index: Any) -> Labels:
    """Returns the labels of a pandas Index."""
    levels = (index.get_level_values(at) for at in range(index.nlevels))
    return Labels(list(index.names), [column_blocks(level) for level in levels])


def zone_of(dtype: Any) -> Optional[str]:
    """Returns the time zone of a pandas dtype; None if it has none."""
    return str(dtype.tz) if hasattr(dtype, "tz") else None


def column_blocks(column: Any) -> Iterator[Any]:
    """Yields the cells of a pandas Series or Index."""
    numpy = library("numpy")
    cells = getattr(column, "iloc", column)
    for start in range(0, len(column), BLOCK):
        block = cells[start : start + BLOCK]
        if isinstance(block.dtype, numpy.dtype):
            yield block.to_numpy()
        elif hasattr(block.dtype, "tz"):
            yield numpy.asarray(block, dtype="M8[%s]" % block.dtype.unit)
        else:
            yield block.tolist()


def capture_series(series: Any) -> Payload:
    """A pandas Series, as a table of one column. Bounds: those of capture_frame."""
    return capture_frame(series.to_frame())


def capture_index(index: Any) -> Payload:
    """A pandas Index, as a table with a column for each level. Bounds: those of capture_frame."""
    rows = head_and_tail(len(index), TABLE_ROWS)
    if len(rows) < len(index):  # a list of places would have a RangeIndex make all of its numbers
        half = len(rows) // 2
        part = index[:half].append(index[-half:])
    else:
        part = index
    payload = capture_frame(part.to_frame(index=False))
    if part is index:
        return payload._replace(whole=None if payload.whole is None else index)
    table = {**json.loads(payload.data), "shape": [len(index), index.nlevels], "index": rows}
    return json_payload("table", table, index)


def whole_index(index: Any) -> WholeTable:
    """Returns all of a pandas Index."""
    columns = range(index.nlevels)
    levels = [index.get_level_values(at) for at in columns]
    names = [at if name is None else name for at, name in enumerate(index.names)]
    return WholeTable(
        (len(index), len(levels)),
        Labels([None], [[names]]),
        (column_blocks(level) for level in levels),
        [zone_of(level.dtype) for level in levels],
        numbered(len(index)),
    )


def capture_structured(array: Any) -> Payload:
    """A numpy array with named fields, as genfromtxt returns it: its elements are the rows.

    Bounds: TABLE_ROWS rows, TABLE_COLUMNS columns; those of Table.
    """
    names = array.dtype.names
    table = Table((int(array.size), len(names)))
    part = array[table.rows] if array.ndim == 1 else array.flat[table.rows]
    columns = []
    for at in table.columns:
        field = part[names[at]]
        columns.append((field.astype(str) if field.dtype.kind in "mM" else field).tolist())
    return table.payload(
        array,
        [names[at] for at in table.columns],
        columns,
        [str(array.dtype[at]) for at in table.columns],
        [place_of(row, array.shape) for row in table.rows],
        **({} if array.ndim == 1 else {"axes": list(array.shape)}),
    )


def place_of(row: int, shape: Tuple[int, ...]) -> Any:
    """Returns where the element of an array stands that is a row of a table."""
    if len(shape) == 1:
        return row
    return ", ".join(map(str, library("numpy").unravel_index(row, shape)))


def whole_structured(array: Any) -> WholeTable:
    """Returns all of a numpy array with named fields."""
    names = array.dtype.names
    return WholeTable(
        (int(array.size), len(names)),
        Labels([None], [[list(names)]]),
        (field_blocks(array[name], array.ndim) for name in names),
        [None] * len(names),
        numbered(int(array.size)),
        None if array.ndim == 1 else tuple(array.shape),
    )


def field_blocks(field: Any, axes: int) -> Iterable[Any]:
    """Returns the cells of a field, which may be arrays themselves."""
    return blocks_of(field) if field.ndim == axes else [[field]]


def capture_polars(frame: Any) -> Payload:
    """A polars DataFrame. Bounds: TABLE_ROWS rows, TABLE_COLUMNS columns; those of Table."""
    table = Table((frame.height, frame.width))
    shown = [frame.row(at) for at in table.rows]
    return table.payload(
        frame,
        [str(frame.columns[at]) for at in table.columns],
        [[row[at] for row in shown] for at in table.columns],
        [str(frame.dtypes[at]) for at in table.columns],
        list(table.rows),
    )


def whole_polars(frame: Any) -> WholeTable:
    """Returns all of a polars DataFrame."""
    return WholeTable(
        (frame.height, frame.width),
        Labels([None], [[list(frame.columns)]]),
        (polars_blocks(column) for column in frame.get_columns()),
        [None] * frame.width,
        numbered(frame.height),
    )


def polars_blocks(column: Any) -> Iterator[Any]:
    """Yields the cells of a polars Series."""
    for start in range(0, len(column), BLOCK):
        block = column.slice(start, BLOCK)
        numeric = block.dtype.__name__ if isinstance(block.dtype, type) else str(block.dtype)
        plain = numeric.startswith(("Int", "UInt", "Float")) and not block.null_count()
        yield block.to_numpy() if plain else block.to_list()


def capture_polars_series(series: Any) -> Payload:
    """A polars Series, as a table of one column. Bounds: those of capture_polars."""
    return capture_polars(series.to_frame())
