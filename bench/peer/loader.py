"""A folder of JPEGs to augmented batches: torch's DataLoader with Pillow, the transforms of torchvision's recipe written out."""
import atexit
import base64
import math
import pathlib
import random
import shutil
import tempfile


def settings(arguments):
    if arguments.get("operation") == "augment":
        return augment(arguments)
    return folder_epoch(arguments)


def augment(arguments):
    """Per-image matrices, affine_grid, one grid_sample, logit light: what fastai does for a batch, without its perspective."""
    import torch
    import torch.nn.functional as F

    batch, size = arguments["batch"], arguments["size"]
    images = torch.rand(batch, 3, size, size)

    def step():
        torch.set_num_threads(1)
        angle = (torch.rand(batch) * 2 - 1) * math.pi / 18
        scale = 1 / (1 + 0.1 * torch.rand(batch))
        flip = torch.where(torch.rand(batch) < 0.5, -1.0, 1.0)
        zero = torch.zeros(batch)
        row = torch.stack([flip * scale * angle.cos(), scale * angle.sin(), zero], 1)
        column = torch.stack([-scale * angle.sin(), scale * angle.cos(), zero], 1)
        grid = F.affine_grid(torch.stack([row, column], 1), images.shape, align_corners=True)
        moved = F.grid_sample(images, grid, mode="bilinear", padding_mode="reflection", align_corners=True)
        light = torch.logit((0.4 + 0.2 * torch.rand(batch)).view(-1, 1, 1, 1))
        contrast = torch.exp((torch.rand(batch) * 2 - 1) * 0.2231).view(-1, 1, 1, 1)
        return torch.sigmoid((torch.logit(moved.clamp(1e-7, 1 - 1e-7)) + light) * contrast)

    return {"torch affine_grid + grid_sample + logit light, 1 thread": lambda: step}


def folder_epoch(arguments):
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

    return {f"torch DataLoader + Pillow, {arguments['workers']} workers": lambda: epoch}


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
