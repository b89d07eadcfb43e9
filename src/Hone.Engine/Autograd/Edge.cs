namespace Hone.Autograd;

/// <summary>Where the gradient of one input goes: to the operation that produced it, to a leaf, or nowhere.</summary>
internal readonly struct Edge
{
    public Edge(Tensor input)
    {
        Producer = input.Producer;
        Leaf = Producer is null && input.RequiresGrad ? input : null;
    }

    /// <summary>The operation that produced the input.</summary>
    public Node? Producer { get; }

    /// <summary>The input itself when it is a leaf that wants a gradient.</summary>
    public Tensor? Leaf { get; }

    public bool NeedsGradient => Producer is not null || Leaf is not null;
}
