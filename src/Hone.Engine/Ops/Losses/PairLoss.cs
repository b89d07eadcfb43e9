using System.Numerics;
using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>A loss of element against element: one pass forward, and one backward that computes from the inputs again.</summary>
internal abstract class PairLoss<TLoss> : Node
    where TLoss : struct, IPairLoss
{
    private readonly PairLossInputs _inputs;

    /// <param name="x">The predictions as the caller gave them.</param>
    /// <param name="target">The targets as the caller gave them.</param>
    /// <param name="inputs">Both as the kernel reads them.</param>
    protected PairLoss(Tensor x, Tensor target, in PairLossInputs inputs)
        : base(x, target)
    {
        _inputs = inputs with
        {
            X = Save(inputs.X),

            // A target that is no result belongs to the batch and outlives backward: a metric may read it afterwards.
            Target = ReferenceEquals(inputs.Target, target) && target.Producer is null ? target : Save(inputs.Target),
        };
    }

    /// <summary>The loss as a scalar, or a loss for each element.</summary>
    protected static Tensor Compute(in PairLossInputs inputs) =>
        inputs.X.DType == DType.Float32 ? Compute<float>(inputs) : Compute<double>(inputs);

    /// <inheritdoc/>
    protected sealed override void Backward(Tensor gradient)
    {
        Tensor x = _inputs.X;
        Tensor? dx = NeedsGradient(0) ? Tensor.Empty(x.Shape, x.Strides, x.DType) : null;
        Tensor? dTarget = NeedsGradient(1) ? Tensor.Empty(x.Shape, x.Strides, x.DType) : null;
        if (x.DType == DType.Float32)
        {
            Differentiate<float>(gradient, dx, dTarget);
        }
        else
        {
            Differentiate<double>(gradient, dx, dTarget);
        }

        if (dx is not null)
        {
            Pass(0, dx);
        }

        if (dTarget is not null)
        {
            Pass(1, dTarget);
        }
    }

    private static unsafe Tensor Compute<T>(in PairLossInputs inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Tensor x = inputs.X;
        PairLossProblem<T> problem = Problem<T>(inputs);
        if (inputs.Reduction != Reduction.None)
        {
            return Tensor.Scalar(PairLossLoop<T, TLoss>.Forward(ref problem) * inputs.Factor, x.DType);
        }

        Tensor losses = Tensor.Empty(x.Shape, x.Strides, x.DType);
        problem.Losses = losses.Pointer<T>();
        PairLossLoop<T, TLoss>.Forward(ref problem);
        return losses;
    }

    private unsafe void Differentiate<T>(Tensor gradient, Tensor? dx, Tensor? dTarget)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        PairLossProblem<T> problem = Problem<T>(_inputs);
        if (_inputs.Reduction == Reduction.None)
        {
            problem.Scales = gradient.InLayout(_inputs.X.Strides).Pointer<T>();
        }
        else
        {
            problem.Scale = T.CreateTruncating(gradient.Item() * _inputs.Factor);
        }

        problem.Dx = dx is null ? null : dx.Pointer<T>();
        problem.DTarget = dTarget is null ? null : dTarget.Pointer<T>();
        PairLossLoop<T, TLoss>.Backward(ref problem);
    }

    private static unsafe PairLossProblem<T> Problem<T>(in PairLossInputs inputs)
        where T : unmanaged, IFloatingPointIeee754<T> => new()
        {
            Count = inputs.X.ElementCount,
            X = inputs.X.Pointer<T>(),
            Target = inputs.Target.Pointer<T>(),
            A = T.CreateTruncating(inputs.A),
            B = T.CreateTruncating(inputs.B),
            ArrayA = inputs.ArrayA is null ? null : inputs.ArrayA.Pointer<T>(),
            ArrayB = inputs.ArrayB is null ? null : inputs.ArrayB.Pointer<T>(),
        };
}
