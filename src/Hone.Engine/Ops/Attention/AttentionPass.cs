using System.Numerics;
using Hone.Kernels;
using Hone.Memory;

namespace Hone.Ops;

/// <summary>Forward and backward of attention over tensors [batch, heads, rows, features] whose features are neighbors in memory.</summary>
internal static class AttentionPass
{
    /// <summary>The tensor itself if its features are neighbors in memory, otherwise a copy.</summary>
    public static Tensor WithNeighbors(Tensor tensor) => tensor.Shape[3] == 1 || tensor.Strides[3] == 1 ? tensor.Detach() : tensor.ContiguousCopy();

    /// <summary>Memory for [batch, heads, rows, features] in which [batch, rows, heads, features] is contiguous: merging the heads is then a view.</summary>
    public static Tensor EmptyMerged(Shape shape, DType type)
    {
        int row = shape[1] * shape[3];
        return Tensor.Empty(shape, SizeList.Of(shape[2] * row, shape[3], row, 1), type);
    }

    /// <summary>Writes y and the log-sum-exp of each row of scores.</summary>
    public static void Forward(Tensor q, Tensor k, Tensor v, Tensor y, Tensor logSums, AttentionSettings settings)
    {
        if (q.DType == DType.Float32)
        {
            Forward<float>(q, k, v, y, logSums, settings);
        }
        else
        {
            Forward<double>(q, k, v, y, logSums, settings);
        }
    }

    /// <summary>Writes the gradients dq, dk and dv.</summary>
    public static void Backward(AttentionTensors saved, Tensor dy, Tensor dq, Tensor dk, Tensor dv, AttentionSettings settings)
    {
        if (dy.DType == DType.Float32)
        {
            Backward<float>(saved, dy, dq, dk, dv, settings);
        }
        else
        {
            Backward<double>(saved, dy, dq, dk, dv, settings);
        }
    }

    private static unsafe void Forward<T>(Tensor q, Tensor k, Tensor v, Tensor y, Tensor logSums, AttentionSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        AttentionProblem<T> problem = Problem<T>(q, k, v, y, logSums, settings);
        AttentionForward<T>.Run(ref problem);
    }

    private static unsafe void Backward<T>(AttentionTensors saved, Tensor dy, Tensor dq, Tensor dk, Tensor dv, AttentionSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        AttentionProblem<T> problem = Problem<T>(saved.Q, saved.K, saved.V, saved.Y, saved.LogSums, settings);
        problem.DY = Operand<T>(dy);
        problem.DQ = Operand<T>(dq);
        problem.DK = Operand<T>(dk);
        problem.DV = Operand<T>(dv);
        problem.Groups = AttentionBackward<T>.Groups(problem);
        if (problem.Groups > 1)
        {
            Tensor partials = Tensor.Empty([problem.Groups, dq.ElementCount], dq.DType);
            problem.QueryPartials = partials.Pointer<T>();
            AttentionBackward<T>.Run(ref problem);
            GC.KeepAlive(partials);
            return;
        }

        AttentionBackward<T>.Run(ref problem);
    }

    private static unsafe AttentionProblem<T> Problem<T>(Tensor q, Tensor k, Tensor v, Tensor y, Tensor logSums, AttentionSettings settings)
        where T : unmanaged, IFloatingPointIeee754<T> => new()
        {
            BatchSize = q.Shape[0],
            Heads = q.Shape[1],
            Queries = q.Shape[2],
            Keys = k.Shape[2],
            Features = q.Shape[3],
            ValueFeatures = v.Shape[3],
            Scale = T.CreateTruncating(settings.Scale),
            IsCausal = settings.IsCausal,
            Mask = Mask<T>(settings.Mask, [q.Shape[0], q.Shape[1], q.Shape[2], k.Shape[2]]),
            Dropped = DropoutNumbers.Limit(settings.Dropout),
            DropoutKey = settings.Key,
            KeepScale = T.CreateTruncating(settings.Dropout < 1 ? 1 / (1 - settings.Dropout) : 0),
            Q = Operand<T>(q),
            K = Operand<T>(k),
            V = Operand<T>(v),
            Y = Operand<T>(y),
            LogSums = logSums.Pointer<T>(),
        };

    private static unsafe AttentionOperand<T> Operand<T>(Tensor x)
        where T : unmanaged => new(x.Pointer<T>(), x.Strides[0], x.Strides[1], x.Strides[2]);

    private static unsafe AttentionMask<T> Mask<T>(Tensor? mask, Shape scores)
        where T : unmanaged
    {
        if (mask is null)
        {
            return default;
        }

        int[] strides = Broadcasting.Strides(mask, scores);
        return new AttentionMask<T>
        {
            Allowed = mask.DType == DType.Bool ? mask.Pointer<byte>() : null,
            Added = mask.DType == DType.Bool ? null : mask.Pointer<T>(),
            Batch = strides[0],
            Head = strides[1],
            Row = strides[2],
            Column = strides[3],
        };
    }
}
