"""Parquet files: what one asks for, and its table.

A few bytes of one can stand for gigabytes: texts and numbers that repeat are kept once, and so they are read.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pandas as pd

from hlhdash.cohort import refusals
from hlhdash.cohort.workbook import MAX_CELLS, MAX_COLUMNS, MAX_TEXT_BYTES

_MOST_ABOUT = 8 * refusals.MEGABYTE  # of the list of columns at the end of a file, which takes thirty times the memory
_TEXT = "BYTE_ARRAY"


def read_parquet(data: bytes, name: str) -> pd.DataFrame:
    """Return the table of a file; texts come as categories.

    Raises
    ------
    CohortError
        For more columns, cells or text than are read.
    """
    import pyarrow
    import pyarrow.parquet as parquet

    if int.from_bytes(data[-8:-4], "little") > _MOST_ABOUT:
        raise refusals.broken_table(name)
    about = parquet.read_metadata(io.BytesIO(data))
    if about.num_columns > MAX_COLUMNS:
        raise refusals.too_many_columns(Path(name).stem, about.num_columns, MAX_COLUMNS)
    groups = [about.row_group(i) for i in range(about.num_row_groups)]
    # A cell may hold a list; its length is known of each part of a column only.
    values = sum(group.column(i).num_values for group in groups for i in range(group.num_columns))
    if max(values, about.num_rows * max(1, about.num_columns)) > MAX_CELLS:
        raise refusals.too_many_cells(name, name, MAX_CELLS)
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > MAX_TEXT_BYTES:
        raise refusals.unpacks_too_far(name, unpacked)
    columns = [about.schema.column(i) for i in range(about.num_columns)]
    texts = [one.path for one in columns if one.physical_type == _TEXT]
    table = parquet.ParquetFile(io.BytesIO(data), read_dictionary=texts).read(use_threads=False)
    letters = sum(map(_letters, table.columns))
    if letters > MAX_TEXT_BYTES:
        raise refusals.unpacks_too_far(name, letters)
    frame = table.to_pandas()
    del table
    pyarrow.default_memory_pool().release_unused()
    return frame if frame.index.names == [None] else frame.reset_index()


def _letters(column: Any) -> int:
    """Return the bytes of all texts of a column as if each were written out."""
    import pyarrow
    import pyarrow.compute as compute

    total = 0
    for chunk in column.chunks:
        if pyarrow.types.is_dictionary(chunk.type):
            lengths = compute.call_function("binary_length", [chunk.dictionary])
            each = compute.call_function("take", [lengths, chunk.indices.drop_null()])
            total += int(each.to_numpy(zero_copy_only=False).sum(dtype="int64"))
        else:
            total += chunk.nbytes
    return total
