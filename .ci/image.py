#!/usr/bin/env python3
"""Docker archives without Docker.

image.py pack ROOT ARCHITECTURE TAR       makes an image of one layer, to be another's base
image.py sizes BASE_TAR TAR LIMIT         says how large, compressed, the layers are that TAR has above BASE_TAR
"""

import gzip
import hashlib
import io
import json
import os
import sys
import tarfile


def plain(entry):
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


def pack(root, architecture, out):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as layer:
        for name in sorted(os.listdir(root)):
            layer.add(os.path.join(root, name), name, filter=plain)
    layer = buffer.getvalue()
    config = json.dumps({
        "architecture": architecture, "os": "linux", "created": "1970-01-01T00:00:00Z",
        "config": {"Env": ["PATH=/opt/java/bin"]},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]},
    }).encode()
    manifest = json.dumps([{"Config": "config.json", "RepoTags": ["base:1"], "Layers": ["layer.tar"]}]).encode()
    with tarfile.open(out, "w") as archive:
        for name, content in (("layer.tar", layer), ("config.json", config), ("manifest.json", manifest)):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))


def layers(path):
    """Of each layer: the hash of what is in it, and its compressed size."""
    found = {}
    with tarfile.open(path) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))[0]
        for name in manifest["Layers"]:
            content = archive.extractfile(name).read()
            zipped = content[:2] == b"\x1f\x8b"
            found[hashlib.sha256(gzip.decompress(content) if zipped else content).hexdigest()] = \
                len(content) if zipped else len(gzip.compress(content))
    return found


def sizes(base, image, limit):
    below, all_layers = layers(base), layers(image)
    above = sum(size for layer, size in all_layers.items() if layer not in below)
    under = sum(size for layer, size in all_layers.items() if layer in below)
    print(f"{above / 1e6:.1f} MB above a base of {under / 1e6:.1f} MB")
    if above > int(limit):
        sys.exit(f"the layers above the base are larger than {limit} bytes")


if sys.argv[1] == "pack":
    pack(*sys.argv[2:])
else:
    sizes(*sys.argv[2:])
