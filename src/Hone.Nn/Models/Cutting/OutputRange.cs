namespace Hone.Nn;

/// <summary>Where the outputs of a model lie; fastai's <c>y_range</c>.</summary>
/// <param name="Low">The lower end, in the unit of the target.</param>
/// <param name="High">The upper end, above <paramref name="Low"/>; best a little beyond the largest target, which a sigmoid only approaches.</param>
public readonly record struct OutputRange(double Low, double High);
