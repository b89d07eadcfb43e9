namespace Hone.Nn;

/// <summary>Options of <see cref="AdamW"/>; the defaults are those of fastai's Adam.</summary>
public sealed record AdamWOptions : AdaptiveOptions;
