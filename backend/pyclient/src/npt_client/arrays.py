"""Arrays and tensors of numpy, torch, tensorflow, jax and cupy.

A large one goes as shape, statistics and corners. Promises that a large numpy array is never copied
whole, but a masked one.
"""

import itertools
import json
import math
from typing import Any, Dict, Iterator, List, NamedTuple, Tuple

from .limits import BLOCK, CORNER, MAX_CELL, MAX_ELEMENTS, MAX_EXACT_STATS, MAX_JSON, MAX_STORED
from .nested import ARRAY_MARK, Simplifier, capture_nested, encoder_of, marked, with_marks
from .payload import Payload, capture_bytes, capture_repr, cut, json_payload, library
from .tables import capture_structured


def capture_array(array: Any) -> Payload:
    """A numpy array: whole if it is small, else shape, dtype, statistics and corners. One of lists and
    dicts, which may differ in length, is a list; one of no axes is what it holds.

    Bounds: whole up to MAX_ELEMENTS elements and MAX_JSON bytes; corners of MAX_ELEMENTS elements
    and MAX_JSON bytes; statistics of at most MAX_EXACT_STATS elements. Those of capture_structured.
    """
    if array.dtype.names:
        return capture_structured(array)
    if array.dtype == object and not array.ndim:
        return encoder_of(array.item())(array.item())
    if array.size <= MAX_ELEMENTS:
        simplifier = Simplifier()
        lists = nested_lists(array, simplifier)
        if array.dtype == object and holds_nested(lists, array.ndim):
            data = with_marks(marked(lists, ARRAY_MARK))
            return Payload("list", data, whole=array if simplifier.shortened else None)
        data = json.dumps(lists)
        if array.shape == (1,):
            data = "[" + ARRAY_MARK + data[1:]  # a number goes as [42]
        if len(data) <= MAX_JSON:
            return Payload("ndarray", data, whole=array if simplifier.shortened else None)
    return json_payload("ndarray", summary_of(array), array)


def nested_lists(array: Any, simplifier: Simplifier) -> Any:
    """Returns the elements as nested lists of numbers, and of text where JSON has no number."""
    if array.dtype.kind in "mM":
        array = array.astype(str)
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype("float64")
    elements = array.tolist()
    if array.dtype.kind in "bfiu" and (array.dtype.kind in "bf" or array.dtype.itemsize <= 4):
        return elements  # as they are: the common case, and quick
    return simplifier.simple(elements)


def holds_nested(lists: Any, axes: int) -> bool:
    """Tells whether the elements of nested lists of so many axes are lists or dicts themselves."""
    for _ in range(axes - 1):
        lists = itertools.chain.from_iterable(lists)
    return any(isinstance(each, (list, dict)) for each in lists)


def summary_of(array: Any) -> Dict[str, Any]:
    """Returns shape, dtype, statistics and corners of an array that is too large to send."""
    summary: Dict[str, Any] = {"shape": list(array.shape), "dtype": str(array.dtype)}
    if array.dtype.kind in "bfiu":
        summary["stats"] = stats_of(array)
    sample = array
    places = corner_places(array.shape)
    for axis in sorted(range(array.ndim), key=lambda axis: -int(array.shape[axis])):
        if len(places[axis]) < array.shape[axis]:
            # take() would copy all of it first
            sample = sample[(slice(None),) * axis + (places[axis],)]
    summary["corners"] = bounded_corners(sample)
    return summary


def bounded_corners(corners: Any) -> Any:
    """Returns the corners of an array as nested lists; '…' if they are over MAX_JSON bytes."""
    if corners.dtype == object:
        corners = with_text_for_nested(corners)
    lists = nested_lists(corners, Simplifier())
    return lists if len(json.dumps(lists)) <= MAX_JSON else "…"


def with_text_for_nested(corners: Any) -> Any:
    """Returns a copy of an array of objects in which lists and dicts are JSON text."""
    shown = corners.copy()
    for at, item in enumerate(corners.flat):
        simple = Simplifier(MAX_ELEMENTS).simple(item)
        if isinstance(simple, (list, dict)):
            simple = cut(json.dumps(simple, ensure_ascii=False), MAX_CELL)
        shown.flat[at] = simple
    return shown


def corner_places(shape: Tuple[int, ...]) -> List[List[int]]:
    """Returns which places of each axis are sent of an array of this shape."""
    edge = corner_width(len(shape)) // 2
    return [
        list(range(length))
        if length <= 2 * edge
        else list(range(max(edge, 1))) + list(range(length - edge, length))
        for length in shape
    ]


def corner_width(dimensions: int) -> int:
    """Returns how many elements of each dimension are sent: CORNER, fewer in many dimensions."""
    for width in (CORNER, 4, 2):
        if width**dimensions <= MAX_ELEMENTS:
            return width
    return 1


def even_sample(shape: Tuple[int, ...], surplus: float) -> Tuple[slice, ...]:
    """Returns slices that keep about one of so many elements, without a copy of the array."""
    steps = [1] * len(shape)
    for axis in sorted(range(len(shape)), key=lambda axis: -shape[axis]):
        steps[axis] = max(1, min(shape[axis] // CORNER, math.ceil(surplus)))
        surplus /= steps[axis]
    return tuple(slice(None, None, step) for step in steps)


def stats_of(array: Any, zeros: int = 0) -> Dict[str, Any]:
    """Returns min, max, mean, std and the number of nan of a numeric array and so many zeros more; of
    an even sample, whose size is "sampled", if it has more than MAX_EXACT_STATS elements.
    """
    stats: Dict[str, Any] = {}
    if array.size > MAX_EXACT_STATS:
        array = array[even_sample(array.shape, array.size / 1_000_000)]
        stats["sampled"] = int(array.size)
    if hasattr(array, "mask"):
        array = array.compressed()
    sums = Sums(zeros)
    with library("numpy").errstate(all="ignore"):
        for block in blocks_in_memory(array):
            sums.add(block)
    return {**stats, **sums.stats()}


def blocks_in_memory(array: Any) -> Iterator[Any]:
    """Yields all elements of an array in the order that is quickest, in parts of one axis."""
    flags = ["external_loop", "buffered", "zerosize_ok"]
    return iter(library("numpy").nditer(array, flags=flags, order="K", buffersize=BLOCK))


class Sums:
    """Gathers the statistics of an array, block by block.

    The variance is that of the distances from a number near the mean: what is far from 0 and close
    together would lose its digits otherwise.
    """

    def __init__(self, zeros: int) -> None:
        self._count = zeros
        self._nan = 0
        self._extremes: List[Any] = [0] if zeros else []
        self._near = 0.0
        self._sum = self._squares = 0.0

    def add(self, block: Any) -> None:
        """Takes in a block of one axis."""
        if block.dtype.kind == "f":
            known = block == block
            missing = block.size - int(known.sum())
            if missing:
                self._nan += missing
                block = block[known]
        if not block.size:
            return
        lowest, highest = block.min(), block.max()
        if block.dtype.kind == "f":  # item() of a long double is one again
            lowest, highest = float(lowest), float(highest)
        else:
            lowest, highest = lowest.item(), highest.item()
        self._extremes = [min([lowest, *self._extremes]), max([highest, *self._extremes])]
        wide = block.astype("float64", copy=False)
        if not self._count and math.isfinite(lowest) and math.isfinite(highest):
            self._near = float(wide.mean())
        self._count += block.size
        self._sum += float(wide.sum())
        wide = wide - self._near
        self._squares += float((wide * wide).sum())

    def stats(self) -> Dict[str, Any]:
        """Returns what was gathered: the number of nan alone if there was nothing else."""
        if not self._count:
            return {"nan": self._nan}
        mean = self._sum / self._count
        beside = mean - self._near
        variance = self._squares / self._count - beside * beside
        return {
            "nan": self._nan,
            "min": self._extremes[0],
            "max": self._extremes[-1],
            "mean": mean,
            "std": math.sqrt(max(variance, 0.0)) if variance == variance else math.nan,
        }


def is_sparse(tensor: Any) -> bool:
    """Tells whether a torch tensor keeps only some of its elements."""
    return str(tensor.layout) != "torch.strided"


def capture_sparse(value: Any) -> Payload:
    """A sparse matrix or array of scipy, or tensor of torch: as a large array goes, with the number of
    elements that are stored.

    Bounds: corners of MAX_ELEMENTS elements and MAX_JSON bytes.
    """
    stored = stored_of(value)
    summary: Dict[str, Any] = {"shape": list(stored.shape), "dtype": str(stored.values.dtype)}
    summary["sparse"] = {"format": stored.format, "nnz": len(stored.values)}
    if stored.values.dtype.kind in "bfiu":
        zeros = math.prod(stored.shape) - len(stored.values)
        summary["stats"] = stats_of(stored.values, zeros)
    summary["corners"] = bounded_corners(stored.corners())
    return json_payload("ndarray", summary, value)


class Stored(NamedTuple):
    """The elements that a sparse array stores, in C order, each place once."""

    shape: Tuple[int, ...]
    format: str  # as the library calls it
    places: List[Any]  # for each axis the coordinates of the elements
    values: Any

    def corners(self) -> Any:
        """Returns the corners as a dense array."""
        numpy = library("numpy")
        shown = numpy.ones(len(self.values), dtype=bool)
        where = []
        sent = corner_places(self.shape)
        for axis, places in enumerate(self.places):
            at = numpy.searchsorted(sent[axis], places).clip(max=max(len(sent[axis]) - 1, 0))
            shown &= numpy.asarray(sent[axis] or [-1])[at] == places
            where.append(at)
        dense = numpy.zeros([len(places) for places in sent], dtype=self.values.dtype)
        dense[tuple(at[shown] for at in where)] = self.values[shown]
        return dense


def stored_of(value: Any) -> Stored:
    """Returns what a sparse array of scipy or tensor of torch stores. Raises ValueError if that is
    more than MAX_STORED elements.
    """
    if (value._nnz() if hasattr(value, "_nnz") else value.nnz) > MAX_STORED:
        raise ValueError("too many elements")
    numpy = library("numpy")
    shape = tuple(map(int, value.shape))
    if hasattr(value, "layout"):
        layout = str(value.layout).partition(".")[2].replace("sparse_", "").replace("sparse", "coo")
        tensor = value.detach().cpu()
        tensor = (tensor if tensor.is_sparse else tensor.to_sparse()).coalesce()
        return Stored(
            shape, layout, list(tensor.indices().numpy()), array_of_tensor(tensor.values())
        )
    if len(shape) == 2 and shape[0] > MAX_STORED:  # too many rows to tell where each begins
        coo = value.tocoo(copy=True)
        coo.sum_duplicates()
        order = numpy.lexsort((coo.col, coo.row))
        return Stored(shape, value.format, [coo.row[order], coo.col[order]], coo.data[order])
    rows = value.tocsr() if len(shape) == 2 else value.reshape((1, -1)).tocsr()
    if not rows.has_canonical_format:
        rows = rows.copy()
        rows.sum_duplicates()
    row_of = numpy.repeat(numpy.arange(rows.shape[0]), numpy.diff(rows.indptr))
    places = [row_of, rows.indices][-len(shape) :]
    return Stored(shape, value.format, places, rows.data)


def capture_tensor(tensor: Any) -> Payload:
    """A torch tensor, on any device, with or without a gradient.

    Bounds: those of capture_array; of capture_sparse, if it is sparse and large.
    """
    if is_sparse(tensor):
        if tensor.numel() > MAX_ELEMENTS:
            return capture_sparse(tensor)
        tensor = tensor.detach().to_dense()
    return capture_array(array_of_tensor(tensor))


def array_of_tensor(tensor: Any) -> Any:
    """Returns a dense tensor as a numpy array, which shares its memory where it can."""
    tensor = tensor.detach()
    if tensor.is_quantized:
        tensor = tensor.dequantize()
    for resolve in ("resolve_conj", "resolve_neg"):
        tensor = getattr(tensor, resolve, lambda same=tensor: same)()
    tensor = tensor.cpu()
    if str(tensor.dtype) == "torch.bfloat16":  # numpy has none
        tensor = tensor.float()
    return tensor.numpy()


def capture_foreign_array(value: Any) -> Payload:
    """A tensorflow, jax or cupy array. Bounds: those of capture_array."""
    return capture_array(array_of_foreign(value))


def array_of_foreign(value: Any) -> Any:
    """Returns a tensorflow, jax or cupy array as a numpy array: all of them bring numpy."""
    for bring in ("numpy", "get"):  # tensorflow's, cupy's; jax needs neither
        if hasattr(value, bring):
            value = getattr(value, bring)()
            break
    array = library("numpy").asarray(value)
    if str(array.dtype) == "bfloat16":
        array = array.astype("float32")
    return array


def capture_xarray(value: Any) -> Payload:
    """A DataArray or Dataset of xarray, as its repr, which shows some of the values.

    Bounds: MAX_TEXT characters.
    """
    payload = capture_repr(value)
    if any(not variable._in_memory for variable in variables_of(value).values()):
        return payload._replace(whole=None, shortened=True)  # reading a file may take for ever
    return payload._replace(whole=value)


def variables_of(value: Any) -> Dict[str, Any]:
    """Returns the coordinates and variables of a DataArray or Dataset by their names."""
    if hasattr(value, "variables"):
        return dict(value.variables)
    own = value.variable
    return {**{name: one.variable for name, one in value.coords.items()}, "DataArray": own}


def whole_xarray(value: Any) -> Dict[str, Any]:
    """Returns all of a DataArray or Dataset."""
    variables = {
        name: [list(variable.dims), variable.values, dict(variable.attrs)]
        for name, variable in variables_of(value).items()
    }
    return {
        "name": getattr(value, "name", None),
        "variables": variables,
        "attrs": dict(value.attrs),
    }


def capture_buffer(value: Any) -> Payload:
    """An array.array or a memoryview, as a numpy array of its numbers; as bytes or text if it holds
    these.

    Bounds: those of capture_array, of capture_bytes, of a Simplifier where numpy is not loaded.
    """
    if is_bytes(value):
        return capture_bytes(value)
    numbers = array_of_buffer(value)
    return capture_nested("list", numbers) if isinstance(numbers, list) else capture_array(numbers)


def is_bytes(value: Any) -> bool:
    """Tells whether a buffer is a memoryview of bytes."""
    return isinstance(value, memoryview) and value.format in ("B", "b", "c") and value.ndim == 1


def array_of_buffer(value: Any) -> Any:
    """Returns a numpy array of the numbers in a buffer, which it shares; of its characters if it holds
    those. Returns a list where numpy is not loaded.
    """
    numpy = library("numpy")
    if numpy is None:
        return value.tolist()
    if getattr(value, "typecode", "") in ("u", "w"):
        return numpy.array(list(value.tounicode()), dtype="U1")
    return numpy.asarray(memoryview(value))
