using Hone.Nn;

namespace Hone.Bench.Workloads.Nets;

/// <summary>ResNet-18 layer by layer as in torchvision, so that both sides do the same work.</summary>
internal static class ResNet18
{
    public static Sequential Create(int classes)
    {
        var layers = new List<Module>
        {
            new ConvLayer(3, 64, new() { KernelSize = 7, Stride = 2 }),
            new MaxPool2d(3, new() { Stride = 2, Padding = 1 }),
        };
        int channels = 64;
        foreach (int width in (int[])[64, 128, 256, 512])
        {
            layers.Add(new BasicBlock(channels, width, width == 64 ? 1 : 2));
            layers.Add(new BasicBlock(width, width, 1));
            channels = width;
        }

        layers.Add(new AdaptiveAvgPool2d(1));
        layers.Add(new Flatten());
        layers.Add(new Linear(channels, classes));
        return new Sequential([.. layers]);
    }
}
