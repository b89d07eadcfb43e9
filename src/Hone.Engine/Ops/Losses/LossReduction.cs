namespace Hone.Ops;

/// <summary>What the losses have in common.</summary>
internal static class LossReduction
{
    /// <summary>The losses, their mean or their sum.</summary>
    public static Tensor Reduce(Tensor losses, Reduction reduction) => reduction switch
    {
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        _ => losses,
    };

    /// <summary>Refuses weights of classes that ask for a gradient, which the losses would leave out in silence.</summary>
    public static void RequireFixedWeights(Tensor? classWeights, string operation)
    {
        if (classWeights is { NeedsGradient: true })
        {
            throw new HoneException(
                $"{operation} computes no gradient for its class weights.",
                $"class weights {classWeights.Shape} that require a gradient",
                operation,
                "call Detach() on them");
        }
    }

    /// <summary>Refuses a target of another shape: a [batch] against a [batch, 1] would broadcast, and is nearly always a mistake.</summary>
    public static void RequireSameShape(Tensor x, Tensor target, string operation)
    {
        if (x.Shape != target.Shape)
        {
            throw new ShapeException(
                $"{operation} compares tensors of one shape.",
                $"x {x.Shape}, target {target.Shape}",
                operation,
                "reshape one of them, for example with Unsqueeze(-1)");
        }
    }
}
