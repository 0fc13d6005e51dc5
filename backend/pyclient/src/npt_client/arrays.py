"""Arrays and tensors of numpy, torch, tensorflow, jax and cupy.

A large one goes as shape, statistics and corners. Promises that a numpy array of more than
MAX_EXACT_STATS elements is never copied whole.
"""

import json
import math
from typing import Any, Dict, Tuple

from .limits import CORNER, MAX_ELEMENTS, MAX_EXACT_STATS, MAX_JSON
from .nested import Simplifier
from .payload import Payload, json_payload, library
from .tables import capture_structured


def capture_array(array: Any) -> Payload:
    """A numpy array: whole if it is small, else shape, dtype, statistics and corners.

    Bounds: whole up to MAX_ELEMENTS elements and MAX_JSON bytes; corners of MAX_ELEMENTS elements
    and MAX_JSON bytes; statistics of at most MAX_EXACT_STATS elements.
    """
    if array.dtype.names and array.ndim == 1:
        return capture_structured(array)
    if array.size <= MAX_ELEMENTS:
        data = json.dumps(nested_lists(array))
        if len(data) <= MAX_JSON:
            return Payload("ndarray", data)
    return json_payload("ndarray", summary_of(array))


def nested_lists(array: Any) -> Any:
    """Returns the elements as nested lists of numbers, and of text where JSON has no number."""
    if array.dtype.kind in "mM":
        array = array.astype(str)
    if array.dtype.kind == "f" and array.dtype.itemsize > 8:
        array = array.astype("float64")
    elements = array.tolist()
    if array.dtype.kind in "bfiu" and (array.dtype.kind in "bf" or array.dtype.itemsize <= 4):
        return elements  # as they are: the common case, and quick
    return Simplifier().simple(elements)


def summary_of(array: Any) -> Dict[str, Any]:
    """Returns shape, dtype, statistics and corners of an array that is too large to send."""
    summary: Dict[str, Any] = {"shape": list(array.shape), "dtype": str(array.dtype)}
    if array.dtype.kind in "bfiu":
        summary["stats"] = stats_of(array)
    sample = array
    for axis in sorted(range(array.ndim), key=lambda axis: -int(array.shape[axis])):
        edge = corner_width(array.ndim) // 2
        length = array.shape[axis]
        if length > 2 * edge:
            both = list(range(max(edge, 1))) + list(range(length - edge, length))
            sample = sample[(slice(None),) * axis + (both,)]  # take() would copy all of it first
    corners = nested_lists(sample)
    summary["corners"] = corners if len(json.dumps(corners)) <= MAX_JSON else "…"
    return summary


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


def stats_of(array: Any) -> Dict[str, Any]:
    """Returns min, max, mean, std and the number of nan of a numeric array; of an even sample,
    whose size is "sampled", if it has more than MAX_EXACT_STATS elements.
    """
    stats: Dict[str, Any] = {}
    if array.size > MAX_EXACT_STATS:
        array = array[even_sample(array.shape, array.size / 1_000_000)]
        stats["sampled"] = int(array.size)
    if array.dtype.kind == "f":
        missing = array != array
        stats["nan"] = int(missing.sum())
        array = array[~missing]
    else:
        stats["nan"] = 0
    wide = array.astype("float64")
    if wide.size:
        stats.update(min=array.min().item(), max=array.max().item())
        stats.update(mean=float(wide.mean()), std=float(wide.std()))
    return stats


def capture_tensor(tensor: Any) -> Payload:
    """A torch tensor, on any device, with or without a gradient.

    Bounds: those of capture_array; a larger sparse one shows only its values.
    """
    tensor = tensor.detach()
    if tensor.is_sparse or str(tensor.layout) != "torch.strided":
        tensor = tensor.to_dense() if tensor.numel() <= MAX_EXACT_STATS else tensor.values()
    if tensor.is_quantized:
        tensor = tensor.dequantize()
    for resolve in ("resolve_conj", "resolve_neg"):
        tensor = getattr(tensor, resolve, lambda same=tensor: same)()
    tensor = tensor.cpu()
    if str(tensor.dtype) == "torch.bfloat16":  # numpy has none
        tensor = tensor.float()
    return capture_array(tensor.numpy())


def capture_foreign_array(value: Any) -> Payload:
    """A tensorflow, jax or cupy array: all of them bring numpy. Bounds: those of capture_array."""
    for bring in ("numpy", "get"):  # tensorflow's, cupy's; jax needs neither
        if hasattr(value, bring):
            value = getattr(value, bring)()
            break
    array = library("numpy").asarray(value)
    if str(array.dtype) == "bfloat16":
        array = array.astype("float32")
    return capture_array(array)
