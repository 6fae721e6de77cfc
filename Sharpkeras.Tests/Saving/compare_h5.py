#!/usr/bin/python3
"""Compares two HDF5 files with h5py: groups, names, types, shapes, layout, attributes, and the bytes of all arrays.

usage: compare_h5.py EXPECTED ACTUAL

Prints each difference and exits with 1 where there is one, with 2 where a file cannot be read. Only the character-set flag of
texts may differ, and the order of names, which h5py does not keep. `--skip-data` compares everything but the elements of arrays
and the values of attributes; `--ignore NAME` (repeatable) leaves out the values, not the types, of attributes of that name;
`--ours-only NAME` leaves out groups of that name in ACTUAL. A file that ends in `.keras` is an archive: its HDF5 member is compared.
"""
import argparse
import io
import sys
import zipfile

import h5py


def text_type(h5type):
    """A description of a string type without its character set, and, where nothing is padded, without its padding."""
    return ("text", "variable") if h5type.is_variable_str() else ("text", h5type.get_size(), h5type.get_strpad())


def type_of(item):
    """The stored type of a dataset or low-level attribute, comparable."""
    h5type = item.get_type()
    if h5type.get_class() == h5py.h5t.STRING:
        return text_type(h5type)
    return ("class", h5type.get_class(), h5type.get_size(), str(h5type.dtype))


def space_of(item):
    """Scalar, simple or null, and the shape: a scalar is not an array of one element."""
    space = item.get_space()
    kind = space.get_simple_extent_type()
    shape = space.get_simple_extent_dims() if kind == h5py.h5s.SIMPLE else None
    return (kind, shape)


def value_bytes(value):
    """The value of an attribute as comparable data."""
    if isinstance(value, (str, bytes)):
        return value.encode() if isinstance(value, str) else value
    if getattr(value, "dtype", None) is not None and value.dtype == object:
        return [value_bytes(item) for item in value.ravel()]
    return value.tobytes()


def describe(thing):
    if isinstance(thing, h5py.Group):
        return {"kind": "group"}
    plist = thing.id.get_create_plist()
    return {
        "kind": "array",
        "type": type_of(thing.id),
        "space": space_of(thing.id),
        "maximum shape": thing.maxshape,
        "layout": plist.get_layout(),
        "filters": plist.get_nfilters(),
        "external": plist.get_external_count(),
    }


def content(path):
    """The file, or the HDF5 member of an archive; zipfile checks its sum."""
    if not path.endswith(".keras"):
        return path
    with zipfile.ZipFile(path) as archive:
        return io.BytesIO(archive.read("model.weights.h5"))


class Comparison:
    def __init__(self, skip_data, ignored, ours):
        self.skip_data = skip_data
        self.ignored = ignored
        self.ours = ours
        self.differences = 0
        self.arrays = 0
        self.attributes = 0

    def report(self, path, what, expected, actual):
        self.differences += 1
        print(f"{path}: {what}: expected {str(expected)[:300]}, actual {str(actual)[:300]}")

    def equal(self, path, what, expected, actual):
        if expected != actual:
            self.report(path, what, expected, actual)
        return expected == actual

    def compare_attributes(self, path, expected, actual):
        self.equal(path, "attributes", sorted(expected.attrs), sorted(actual.attrs))
        for name in sorted(set(expected.attrs) & set(actual.attrs)):
            self.attributes += 1
            left, right = expected.attrs.get_id(name), actual.attrs.get_id(name)
            same = self.equal(path, f"type of @{name}", type_of(left), type_of(right))
            same &= self.equal(path, f"space of @{name}", space_of(left), space_of(right))
            if same and not self.skip_data and name not in self.ignored:
                self.equal(path, f"value of @{name}", value_bytes(expected.attrs[name]), value_bytes(actual.attrs[name]))

    def compare(self, path, expected, actual):
        left, right = describe(expected), describe(actual)
        for what in left:
            self.equal(path, what, left[what], right.get(what))
        self.compare_attributes(path, expected, actual)
        if left["kind"] != right["kind"]:
            return
        if left["kind"] == "array":
            self.arrays += 1
            if not self.skip_data and left["type"] == right["type"] and expected.shape == actual.shape:
                if expected[()].tobytes() != actual[()].tobytes():
                    self.report(path, "data", "equal bytes", "other bytes")
            return
        self.equal(path, "children", sorted(expected), sorted(name for name in actual if name != self.ours))
        for name in sorted(set(expected) & set(actual)):
            link = actual.get(name, getlink=True)
            if not isinstance(link, h5py.HardLink):
                self.report(f"{path}{name}", "link", "hard", type(link).__name__)
                continue
            self.compare(f"{path}{name}/", expected[name], actual[name])


def main():
    parser = argparse.ArgumentParser(description="Compares two HDF5 files.")
    parser.add_argument("expected")
    parser.add_argument("actual")
    parser.add_argument("--skip-data", action="store_true")
    parser.add_argument("--ignore", action="append", default=[], metavar="NAME")
    parser.add_argument("--ours-only", metavar="NAME")
    arguments = parser.parse_args()
    comparison = Comparison(arguments.skip_data, set(arguments.ignore), arguments.ours_only)
    try:
        with h5py.File(content(arguments.expected), "r") as expected, h5py.File(content(arguments.actual), "r") as actual:
            comparison.compare("/", expected, actual)
    except OSError as error:
        print(f"cannot be read: {error}")
        return 2
    print(f"{comparison.arrays} arrays, {comparison.attributes} attributes, {comparison.differences} differences")
    return 1 if comparison.differences else 0


if __name__ == "__main__":
    sys.exit(main())
