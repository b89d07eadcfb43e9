namespace Hone.Nn;

/// <summary>A convolution of an <see cref="InceptionBlock"/> and its name there.</summary>
internal sealed record InceptionUnit(string Name, Module Layer)
{
    public InceptionUnit OptimizeForInference() => this with { Layer = Layer.OptimizeForInference() };
}
