namespace Hone.Nn;

/// <summary>What the blocks of an <see cref="XResNet"/> are made of. With out for the channels of the stage before the expansion of bottlenecks:</summary>
public enum XResNetBlock
{
    /// <summary>Two convolutions, or a bottleneck of out channels inside; fastai's <c>xresnet</c>.</summary>
    Residual,

    /// <summary>As many channels inside as outside, 2 out behind the first convolution of a bottleneck, and <see cref="SqueezeExcite"/> at the end; fastai's <c>xse_resnet</c> (<c>SEBlock</c>).</summary>
    SqueezeExcite,

    /// <summary>Convolutions in groups, with (out / 16) groups channels inside; fastai's <c>xresnext</c>, and <c>xse_resnext</c> with a reduction (<c>SEResNeXtBlock</c>). Source: Xie et al. 2017.</summary>
    ResNeXt,

    /// <summary>A convolution for each channel alone and 2 out channels inside, with <see cref="SqueezeExcite"/> at the end; fastai's <c>SeparableBlock</c>.</summary>
    Separable,
}
