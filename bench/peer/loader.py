"""A folder of JPEGs to augmented batches: torch's DataLoader with Pillow, the transforms of torchvision's recipe written out."""
import atexit
import base64
import math
import pathlib
import random
import shutil
import tempfile


def settings(arguments):
    import numpy
    import torch
    from PIL import Image

    folder = pathlib.Path(tempfile.mkdtemp(prefix="hone-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    data = base64.b64decode(arguments["jpeg"])
    paths = []
    for i in range(arguments["files"]):
        path = folder / f"{i}.jpg"
        path.write_bytes(data)
        paths.append(str(path))
    size = arguments["size"]
    mean = torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
    std = torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)

    class Folder(torch.utils.data.Dataset):
        def __len__(self):
            return len(paths)

        def __getitem__(self, index):
            image = Image.open(paths[index]).convert("RGB")
            box = rectangle(*image.size)
            image = image.resize((size, size), Image.BILINEAR, box=box)
            if random.random() < 0.5:
                image = image.transpose(Image.FLIP_LEFT_RIGHT)
            tensor = torch.from_numpy(numpy.array(image)).permute(2, 0, 1).contiguous().float().div_(255)
            return tensor.sub_(mean).div_(std), index % 4

    loader = torch.utils.data.DataLoader(
        Folder(), batch_size=arguments["batch"], shuffle=True, drop_last=True,
        num_workers=arguments["workers"], persistent_workers=True, worker_init_fn=one_thread)

    def epoch():
        for _ in loader:
            pass

    return {f"torch DataLoader + Pillow, {arguments['workers']} workers": epoch}


def one_thread(_):
    import torch
    torch.set_num_threads(1)


def rectangle(width, height):
    for _ in range(10):
        area = random.uniform(0.08, 1) * width * height
        ratio = math.exp(random.uniform(math.log(3 / 4), math.log(4 / 3)))
        w = round(math.sqrt(area * ratio))
        h = round(math.sqrt(area / ratio))
        if w <= width and h <= height:
            left = random.randint(0, width - w)
            top = random.randint(0, height - h)
            return left, top, left + w, top + h
    return 0, 0, width, height
