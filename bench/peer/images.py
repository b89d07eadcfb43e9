"""Image codecs and resizing: Pillow, and torchvision where it can do the same."""
import base64
import io


def settings(arguments):
    jpeg = base64.b64decode(arguments["jpeg"])
    found = {}
    if has("PIL"):
        found["Pillow"] = lambda: pillow(arguments, jpeg)
    if arguments["operation"] == "decode" and has("torchvision"):
        found["torchvision"] = lambda: torchvision_decode(jpeg)
    return found


def has(module):
    import importlib.util
    return importlib.util.find_spec(module) is not None


def pillow(arguments, jpeg):
    from PIL import Image
    image = Image.open(io.BytesIO(jpeg)).convert("RGB")
    size = (arguments["size"], arguments["size"])
    return {
        "decode": lambda: Image.open(io.BytesIO(jpeg)).load(),
        "encode": lambda: image.save(io.BytesIO(), "JPEG", quality=90),
        "resize": lambda: image.resize(size, Image.BILINEAR),
    }[arguments["operation"]]


def torchvision_decode(jpeg):
    import torch
    from torchvision.io import decode_jpeg
    data = torch.frombuffer(bytearray(jpeg), dtype=torch.uint8)
    return lambda: decode_jpeg(data)
