namespace Hone.Ops;

/// <summary>The arguments of a loss of element against element, checked and lying alike in memory.</summary>
/// <param name="X">The predictions, without gaps.</param>
/// <param name="Target">The targets, in the layout of the predictions.</param>
/// <param name="A">First constant of the loss.</param>
/// <param name="B">Second constant of the loss.</param>
/// <param name="ArrayA">Instead of the first constant, one number for each element; null for none.</param>
/// <param name="ArrayB">Instead of the second constant, one number for each element; null for none.</param>
/// <param name="Reduction">How the losses become the result.</param>
internal readonly record struct PairLossInputs(Tensor X, Tensor Target, double A, double B, Tensor? ArrayA, Tensor? ArrayB, Reduction Reduction)
{
    /// <summary>What the sum of the losses is multiplied by; an empty mean is NaN.</summary>
    public double Factor => Reduction == Reduction.Mean ? 1.0 / X.ElementCount : 1;

    /// <summary>The shape rule: x and target alike.</summary>
    /// <exception cref="ShapeException">The shapes differ: a [batch] against a [batch, 1] would broadcast, and is nearly always a mistake.</exception>
    /// <exception cref="HoneException">The element types differ or are not floating point, or there is no such reduction.</exception>
    public static PairLossInputs Create(Tensor x, Tensor target, double a, double b, Reduction reduction, string operation)
    {
        Choice.Require(reduction, operation);
        LossReduction.RequireSameShape(x, target, operation);
        ElementwiseMap.RequireSameType(x, target, operation);
        if (!DTypes.IsFloatingPoint(x.DType))
        {
            throw new HoneException($"{operation} works on floating-point tensors.", x.ToString(), operation, "convert with To(DType.Float32) first");
        }

        Tensor rows = x.InDenseLayout();
        return new PairLossInputs(rows, target.InLayout(rows.Strides), a, b, null, null, reduction);
    }
}
