namespace Hone.Learn;

/// <summary>Mean and standard deviation of each channel of well-known image sets, values 0 to 1, as fastai has them.</summary>
/// <param name="Mean">One for each channel.</param>
/// <param name="Std">One for each channel.</param>
public sealed record ImageStats(IReadOnlyList<float> Mean, IReadOnlyList<float> Std)
{
    /// <summary>ImageNet: what most pretrained backbones expect.</summary>
    public static ImageStats ImageNet { get; } = new([0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    /// <summary>CIFAR-10.</summary>
    public static ImageStats Cifar { get; } = new([0.491f, 0.482f, 0.447f], [0.247f, 0.243f, 0.261f]);

    /// <summary>MNIST.</summary>
    public static ImageStats Mnist { get; } = new([0.131f], [0.308f]);
}
