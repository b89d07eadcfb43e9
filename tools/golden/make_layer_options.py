"""Options of layers: each layer after one training step, as make_norms.py does it, with a file for each subject.

Run: python3 tools/golden/make_layer_options.py
"""
import torch
from torch import nn

from golden import prepare
from make_norms import layers

SUBJECTS = {
    "batchnorm_options": {
        "features_plain": (lambda: nn.BatchNorm1d(6, affine=False), (5, 6)),
        "features_untracked": (lambda: nn.BatchNorm1d(6, eps=1e-3, track_running_stats=False), (5, 6)),
        "sequence_bare": (lambda: nn.BatchNorm1d(6, affine=False, track_running_stats=False), (3, 6, 4)),
        "images_plain": (lambda: nn.BatchNorm2d(5, momentum=0.3, affine=False), (2, 5, 4, 3)),
        "images_untracked": (lambda: nn.BatchNorm2d(5, track_running_stats=False), (2, 5, 4, 3)),
        "images_bare": (lambda: nn.BatchNorm2d(5, affine=False, track_running_stats=False), (2, 5, 4, 3)),
        "behind_convolution_plain": (lambda: nn.Sequential(nn.Conv2d(3, 5, 3, bias=False), nn.BatchNorm2d(5, affine=False), nn.ReLU()), (2, 3, 6, 5)),
        "behind_convolution_untracked": (lambda: nn.Sequential(nn.Conv2d(3, 5, 3, bias=False), nn.BatchNorm2d(5, track_running_stats=False), nn.ReLU()), (2, 3, 6, 5)),
        "behind_convolution_bare": (lambda: nn.Sequential(nn.Conv2d(3, 5, 3), nn.BatchNorm2d(5, affine=False, track_running_stats=False)), (2, 3, 6, 5)),
    },
    "sequence_layers": {
        "instancenorm": (lambda: nn.InstanceNorm1d(5), (2, 5, 7)),
        "instancenorm_affine": (lambda: nn.InstanceNorm1d(5, eps=1e-3, affine=True), (2, 5, 7)),
        "instancenorm_tracked": (lambda: nn.InstanceNorm1d(5, momentum=0.3, track_running_stats=True), (3, 5, 4)),
        "instancenorm_both": (lambda: nn.InstanceNorm1d(5, affine=True, track_running_stats=True), (3, 5, 4)),
        "adaptive_max": (lambda: nn.AdaptiveMaxPool1d(4), (2, 5, 11)),
        "adaptive_max_longer": (lambda: nn.AdaptiveMaxPool1d(5), (2, 3, 3)),
        "maximum": (lambda: nn.AdaptiveMaxPool1d(1), (2, 18, 6)),
    },
    "pads": {
        "constant1d": (lambda: nn.ConstantPad1d((1, 3), 0.7), (2, 3, 4)),
        "constant2d": (lambda: nn.ConstantPad2d((1, 0, 2, 3), -0.5), (2, 3, 4, 5)),
        "zero2d": (lambda: nn.ZeroPad2d((1, 2, 0, 3)), (2, 3, 4, 5)),
        "reflection1d": (lambda: nn.ReflectionPad1d((3, 1)), (2, 3, 4)),
        "reflection2d": (lambda: nn.ReflectionPad2d((4, 2, 0, 3)), (2, 3, 4, 5)),
        "replication1d": (lambda: nn.ReplicationPad1d((6, 1)), (2, 3, 4)),
        "replication2d": (lambda: nn.ReplicationPad2d((1, 2, 0, 6)), (2, 3, 4, 5)),
        "reflection_of_one": (lambda: nn.ReflectionPad2d((1, 2, 3, 1)), (3, 4, 5)),
    },
    "conv_same": {
        "odd1d": (lambda: nn.Conv1d(4, 6, 3, padding="same", groups=2), (2, 4, 9)),
        "even1d": (lambda: nn.Conv1d(3, 5, 4, padding="same"), (2, 3, 9)),
        "even1d_apart": (lambda: nn.Conv1d(3, 5, 2, padding="same", dilation=3, bias=False), (2, 3, 9)),
        "even1d_even_steps": (lambda: nn.Conv1d(3, 5, 4, padding="same", dilation=2), (2, 3, 7)),
        "odd2d": (lambda: nn.Conv2d(3, 5, 3, padding="same"), (2, 3, 6, 5)),
        "even2d": (lambda: nn.Conv2d(3, 5, 4, padding="same"), (2, 3, 6, 5)),
        "mixed2d": (lambda: nn.Conv2d(4, 6, (2, 3), padding="same", dilation=(3, 2), groups=2), (2, 4, 6, 5)),
        "wide2d": (lambda: nn.Conv2d(3, 5, (1, 6), padding="same", bias=False), (2, 3, 4, 5)),
        "norm2d": (lambda: nn.Sequential(nn.Conv2d(3, 5, 2, padding="same", bias=False), nn.BatchNorm2d(5), nn.ReLU(), nn.Conv2d(5, 4, 4, padding="same"), nn.BatchNorm2d(4)), (2, 3, 6, 5)),
    },
}


def main():
    for file, cases in SUBJECTS.items():
        prepare()
        layers(torch.float64, "f64", cases, file)
        layers(torch.float32, "f32", cases, file)


if __name__ == "__main__":
    main()
