using Hone.Autograd;
using Hone.Memory;
using Hone.Ops;

namespace Hone.Ops
{
    /// <summary>One node for all views that take an index or a range of axes: x[...], Select and Slice.</summary>
    internal sealed class Slice : Node
    {
        /// <summary>The step that takes one index and removes the axis.</summary>
        private const int Removed = 0;

        private const string Indexer = "Tensor[...]";

        // For each axis of x: the first index, how many are taken, and how far it is from one to the next.
        private readonly int[] _starts;
        private readonly int[] _lengths;
        private readonly int[] _steps;

        private Slice(Tensor x, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<int> steps)
            : base(x)
        {
            _starts = SizeList.Of(starts);
            _lengths = SizeList.Of(lengths);
            _steps = SizeList.Of(steps);
        }

        /// <summary>Shape rule of x[...]: ranges keep their axis, indices remove it, axes without either are kept.</summary>
        public static Tensor Forward(Tensor x, ReadOnlySpan<AxisIndex> indices)
        {
            x.RequireAlive(Indexer);
            if (indices.Length > x.Rank)
            {
                throw new ShapeException(
                    $"x[...] takes at most one index or range for each axis, of which there are {x.Rank}.",
                    $"{indices.Length} for shape {x.Shape}",
                    Indexer,
                    "leave the last ones out, or add axes with Unsqueeze first");
            }

            Span<int> starts = stackalloc int[x.Rank];
            Span<int> lengths = stackalloc int[x.Rank];
            Span<int> steps = stackalloc int[x.Rank];
            Whole(x.Shape, starts, lengths, steps);
            for (int axis = 0; axis < indices.Length; axis++)
            {
                AxisIndex index = indices[axis];
                int size = x.Shape[axis];
                starts[axis] = index.Range.Start.GetOffset(size);
                if (index.IsRange)
                {
                    lengths[axis] = Length(x, axis, index);
                }
                else
                {
                    RequireIndex(x, axis, starts[axis], index.ToString(), Indexer);
                    (lengths[axis], steps[axis]) = (1, Removed);
                }
            }

            return Record(x, starts, lengths, steps);
        }

        /// <summary>x[...] = value, without recording.</summary>
        public static void Assign(Tensor x, ReadOnlySpan<AxisIndex> indices, Tensor value)
        {
            ArgumentNullException.ThrowIfNull(value);
            x.RequireAlive(Indexer);
            value.RequireAlive(Indexer);
            RequireNoHistory(x, value);
            if (value.DType != x.DType && !DTypes.IsFloatingPoint(x.DType))
            {
                throw new HoneException($"A part of {x.DType} takes values of {x.DType}.", $"{value.DType} {value.Shape}", Indexer, $"convert the value with To(DType.{x.DType}), or call Fill with a number");
            }

            Tensor part = Forward(x.Detach(), indices);
            Tensor repeated = value.Detach();
            while (repeated.Rank > part.Rank && repeated.Shape[0] == 1)
            {
                repeated = repeated.Squeeze(0);
            }

            if (repeated.Rank > part.Rank || Broadcasting.Combine(part.Shape, repeated.Shape, Indexer) != part.Shape)
            {
                throw new ShapeException(
                    $"A value whose axes of size 1 repeat to the shape {part.Shape} of the part.",
                    $"shape {value.Shape}",
                    Indexer,
                    "reshape the value, or assign to a larger part");
            }

            part.Overwrite(repeated.To(x.DType).Expand(part.Shape), Indexer);
        }

        /// <summary>Shape rule of Select: the axis goes.</summary>
        public static Tensor Select(Tensor x, int axis, int index)
        {
            x.RequireAlive(nameof(Select));
            int normalized = x.Shape.NormalizeAxis(axis, nameof(Select));
            int start = index < 0 ? index + x.Shape[normalized] : index;
            RequireIndex(x, normalized, start, $"{index}", nameof(Select));
            return OneAxis(x, normalized, start, 1, Removed);
        }

        /// <summary>Shape rule of Slice: ceil((end - start) / step) at the axis, start and end cut to it.</summary>
        public static Tensor Forward(Tensor x, int axis, int? start, int? end, int step)
        {
            x.RequireAlive(nameof(Slice));
            int normalized = x.Shape.NormalizeAxis(axis, nameof(Slice));
            if (step < 1)
            {
                throw new ShapeException(
                    "Slice steps forward, by 1 or more.",
                    $"step {step} along axis {axis} of shape {x.Shape}",
                    nameof(Slice),
                    "turn the order round with Flip");
            }

            int size = x.Shape[normalized];
            int first = Cut(start ?? 0, size);
            int last = Cut(end ?? size, size);
            return OneAxis(x, normalized, first, last > first ? ((last - first - 1) / step) + 1 : 0, step);
        }

        /// <inheritdoc/>
        protected override void Backward(Tensor gradient)
        {
            // Elements that were not taken have no part in y. What other uses have left in x's gradient stays.
            Tensor dx = GradientBuffer(0, out bool accumulate);
            Tensor part = View(dx, _starts, _lengths, _steps);
            if (accumulate)
            {
                part.AddInPlace(gradient);
                return;
            }

            Tensor rest = dx;
            bool hasGaps = false;
            for (int axis = 0; axis < _starts.Length; axis++)
            {
                int start = _starts[axis];
                int taken = _lengths[axis] == 0 ? 0 : ((_lengths[axis] - 1) * Math.Max(1, _steps[axis])) + 1;
                Narrow.Clear(Narrow.View(rest, axis, 0, start));
                Narrow.Clear(Narrow.View(rest, axis, start + taken, rest.Shape[axis] - start - taken));
                rest = Narrow.View(rest, axis, start, taken);
                hasGaps |= taken > _lengths[axis];
            }

            if (hasGaps)
            {
                Narrow.Clear(rest);
            }

            part.CopyValues(gradient);
        }

        /// <summary>Refuses assignments that would leave a gradient wrong without a word.</summary>
        private static void RequireNoHistory(Tensor x, Tensor value)
        {
            if (Tape.IsRecording && (x.Producer is not null || value.NeedsGradient))
            {
                throw new HoneException(
                    "An assignment to a part of a tensor is not recorded: neither the result of an operation nor a value that requires a gradient takes part in one.",
                    x.Producer is { } node ? $"the result of {node.Name} with shape {x.Shape}" : $"a value of shape {value.Shape} that requires a gradient",
                    Indexer,
                    "put the result together with Where, Cat or Scatter, which have gradients; or call Detach() on both, or assign after NoGrad.Enter(), if no gradient is to pass");
            }
        }

        private static Tensor OneAxis(Tensor x, int axis, int start, int length, int step)
        {
            Span<int> starts = stackalloc int[x.Rank];
            Span<int> lengths = stackalloc int[x.Rank];
            Span<int> steps = stackalloc int[x.Rank];
            Whole(x.Shape, starts, lengths, steps);
            (starts[axis], lengths[axis], steps[axis]) = (start, length, step);
            return Record(x, starts, lengths, steps);
        }

        private static void Whole(Shape shape, Span<int> starts, Span<int> lengths, Span<int> steps)
        {
            starts.Clear();
            shape.AsSpan().CopyTo(lengths);
            steps.Fill(1);
        }

        private static Tensor Record(Tensor x, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<int> steps)
        {
            Tensor y = View(x, starts, lengths, steps);
            return Tape.Needs(x) ? new Slice(x, starts, lengths, steps).Attach(y) : y;
        }

        /// <summary>The elements taken; shares memory.</summary>
        private static Tensor View(Tensor x, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<int> steps)
        {
            Span<int> sizes = stackalloc int[x.Rank];
            Span<int> strides = stackalloc int[x.Rank];
            nint offset = x.Offset;
            int rank = 0;
            for (int axis = 0; axis < x.Rank; axis++)
            {
                int stride = x.Strides[axis];
                offset += (nint)starts[axis] * stride;
                if (steps[axis] != Removed)
                {
                    // A step beyond the axis takes one element, whose stride does not matter and must not overflow.
                    (sizes[rank], strides[rank]) = (lengths[axis], lengths[axis] > 1 ? stride * steps[axis] : stride);
                    rank++;
                }
            }

            return Tensor.At(x.Storage, offset, Shape.Create(sizes[..rank]), SizeList.Of(strides[..rank]), x.DType);
        }

        /// <summary>A start or an end as Python takes it: negative ones count from the end, and what lies outside is moved to the nearest end.</summary>
        private static int Cut(int place, int size) => Math.Clamp(place < 0 ? place + size : place, 0, size);

        private static int Length(Tensor x, int axis, AxisIndex index)
        {
            int size = x.Shape[axis];
            int start = index.Range.Start.GetOffset(size);
            int end = index.Range.End.GetOffset(size);
            return start >= 0 && start <= end && end <= size ? end - start : throw new ShapeException(
                $"A range along axis {axis} lies within 0..{size} and ends where it starts or later.",
                $"{index}, which is {start}..{end}, for shape {x.Shape}",
                Indexer,
                "call Slice, which cuts ranges at the ends of the axis as Python does");
        }

        private static void RequireIndex(Tensor x, int axis, int start, string index, string operation)
        {
            int size = x.Shape[axis];
            if ((uint)start >= (uint)size)
            {
                throw new ShapeException(
                    size == 0 ? $"Axis {axis} has no index: its size is 0." : $"An index along axis {axis} lies in {-size}..{size - 1}.",
                    $"index {index} for shape {x.Shape}",
                    operation,
                    "-1 is the last index; count from 0");
            }
        }
    }
}

namespace Hone
{
    public static partial class TensorOperations
    {
        /// <summary>One index of an axis, which goes; shares memory.</summary>
        /// <remarks>PyTorch's <c>torch.select</c>; for the first axes also <c>x[3]</c>, <c>x[.., 3]</c>. Gradients go back to where they came from, all other elements get 0.</remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="index">The index; negative ones count from the end: -1 is the last.</param>
        /// <returns>y: x's shape without the axis.</returns>
        /// <exception cref="ShapeException">The axis or the index does not exist.</exception>
        public static Tensor Select(this Tensor x, int axis, int index)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Slice.Select(x, axis, index);
        }

        /// <summary>The indices start, start + step, ... before end of one axis; shares memory.</summary>
        /// <remarks>
        /// Python's <c>x[start:end:step]</c> along an axis: negative places count from the end, places outside the axis are moved to its ends, and an end before the start
        /// gives no elements. <see cref="Narrow"/> and <c>x[1..3]</c> refuse what lies outside. Gradients go back to where they came from, all other elements get 0.
        /// Difference: a step below 1 is refused, as in PyTorch; <see cref="Flip"/> turns the order round.
        /// </remarks>
        /// <param name="x">x: [...]</param>
        /// <param name="axis">The axis; negative axes count from the end.</param>
        /// <param name="start">The first index; null stands for 0.</param>
        /// <param name="end">The index after the last; null stands for the size of the axis.</param>
        /// <param name="step">From one index to the next, at least 1; 1 unless told.</param>
        /// <returns>y: x's shape with ceil((end - start) / step) at the axis.</returns>
        /// <exception cref="ShapeException">The axis does not exist, or the step is below 1.</exception>
        public static Tensor Slice(this Tensor x, int axis, int? start = null, int? end = null, int step = 1)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Ops.Slice.Forward(x, axis, start, end, step);
        }
    }
}
