namespace Hone.Nn;

/// <summary>Options of <see cref="AdamW"/>; the defaults are those of fastai's Adam.</summary>
public sealed record AdamWOptions : AdaptiveOptions
{
    /// <summary>
    /// Whether steps are divided by the largest mean square so far instead of the latest (Reddi et al. 2018), so that a rare large gradient is not forgotten; false. It takes the memory of the
    /// parameters once more.
    /// </summary>
    public bool AmsGrad { get; init; }
}
