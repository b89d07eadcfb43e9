using Hone.Autograd;
using Hone.Kernels;

namespace Hone.Ops;

/// <summary>One recurrent layer in one direction over a whole sequence, recorded as one operation.</summary>
internal abstract class RecurrentNode<TGates> : Node
    where TGates : struct, IRecurrentGates
{
    private readonly Tensor _x;
    private readonly Tensor _weightIh;
    private readonly Tensor _weightHh;
    private readonly RecurrentTensors _tensors;
    private readonly bool _isReverse;

    // Index among the recorded inputs, in the order of RecurrentInputs.All; -1 where a tensor is not given.
    private readonly int[] _index;

    protected RecurrentNode(RecurrentInputs inputs, Tensor x, RecurrentTensors tensors)
        : base([.. inputs.All.OfType<Tensor>()])
    {
        _isReverse = inputs.Options.IsReverse;
        _x = Save(x);
        _weightIh = Save(inputs.Weights.WeightIh);
        _weightHh = Save(inputs.Weights.WeightHh);
        _tensors = tensors with
        {
            Output = Save(tensors.Output),
            Gates = Save(tensors.Gates),
            Cells = tensors.Cells is null ? null : Save(tensors.Cells),
            InitialHidden = Save(tensors.InitialHidden),
            InitialCell = tensors.InitialCell is null ? null : Save(tensors.InitialCell),
        };
        Tensor?[] all = inputs.All;
        _index = new int[all.Length];
        int next = 0;
        for (int i = 0; i < all.Length; i++)
        {
            _index[i] = all[i] is null ? -1 : next++;
        }
    }

    /// <summary>Runs the layer; the result is what <see cref="RecurrentCore{T, TGates}"/> says.</summary>
    /// <param name="inputs">Checked here.</param>
    /// <param name="record">Makes the node.</param>
    protected static Tensor Run(RecurrentInputs inputs, Func<RecurrentInputs, Tensor, RecurrentTensors, Node> record)
    {
        inputs.Check();
        Tensor x = inputs.X.IsContiguous ? inputs.X.Detach() : inputs.X.ContiguousCopy();
        int[]? lengths = inputs.Options.Lengths is { } given ? [.. given] : null;
        int times = lengths is { Length: > 0 } ? lengths.Max() : inputs.Times;
        int batch = inputs.Batch;
        int hidden = inputs.HiddenSize;
        Shape state = [batch, hidden];
        var tensors = new RecurrentTensors
        {
            Output = RowMajor([inputs.Times + (TGates.HasCell ? 2 : 1), batch, hidden], x.DType),
            Gates = RowMajor([times, batch, IRecurrentGates.Blocks * hidden], x.DType),
            Cells = TGates.HasCell ? RowMajor([times, batch, hidden], x.DType) : null,
            InitialHidden = RowMajor(inputs.Hidden, state, x.DType),
            HasInitialHidden = inputs.Hidden is not null,
            InitialCell = TGates.HasCell ? RowMajor(inputs.Cell, state, x.DType) : null,
            Lengths = lengths,
        };
        if (x.DType == DType.Float32)
        {
            RecurrentCore<float, TGates>.Forward(inputs, x, tensors);
        }
        else
        {
            RecurrentCore<double, TGates>.Forward(inputs, x, tensors);
        }

        if (Tape.Needs(inputs.All))
        {
            return record(inputs, x, tensors).Attach(tensors.Output);
        }

        tensors.Gates.Storage.ReleaseIfUnused();
        tensors.Cells?.Storage.ReleaseIfUnused();
        return tensors.Output;
    }

    /// <inheritdoc/>
    protected sealed override void Backward(Tensor gradient)
    {
        Tensor dy = gradient.IsContiguous ? gradient : gradient.ContiguousCopy();
        Shape state = [_tensors.Batch, _tensors.Hidden];
        Tensor dHidden = Tensor.Empty(state, dy.DType);
        Tensor dCell = TGates.HasCell ? Tensor.Empty(state, dy.DType) : dHidden;

        // 1. The gradients of all sums, where the gates were.
        Tensor? start = dy.DType == DType.Float32
            ? RecurrentCore<float, TGates>.Backward(_isReverse, _tensors, _weightHh, dy, Needs(5), dHidden, dCell)
            : RecurrentCore<double, TGates>.Backward(_isReverse, _tensors, _weightHh, dy, Needs(5), dHidden, dCell);
        if (Needs(5))
        {
            Pass(_index[5], dHidden);
        }

        if (Needs(6))
        {
            Pass(_index[6], dCell);
        }

        // 2. dW_hh and dW_ih, each one product over all steps.
        if (Needs(2))
        {
            GradientSlot slot = OpenRowMajor(2, _weightHh.Shape, dy.DType);
            if (dy.DType == DType.Float32)
            {
                RecurrentCore<float, TGates>.HiddenWeightGradient(_isReverse, _tensors, start, slot.Memory, slot.Accumulate);
            }
            else
            {
                RecurrentCore<double, TGates>.HiddenWeightGradient(_isReverse, _tensors, start, slot.Memory, slot.Accumulate);
            }

            Close(_index[2], slot);
        }

        if (Needs(1))
        {
            GradientSlot slot = OpenRowMajor(1, _weightIh.Shape, dy.DType);
            if (dy.DType == DType.Float32)
            {
                RecurrentCore<float, TGates>.InputWeightGradient(_tensors, _x, slot.Memory, slot.Accumulate);
            }
            else
            {
                RecurrentCore<double, TGates>.InputWeightGradient(_tensors, _x, slot.Memory, slot.Accumulate);
            }

            Close(_index[1], slot);
        }

        // 3. db: the sums' gradients over time and batch.
        PassBiasGradients();

        // 4. dx
        if (Needs(0))
        {
            Tensor dx = RowMajor(_x.Shape, dy.DType);
            if (dy.DType == DType.Float32)
            {
                RecurrentCore<float, TGates>.InputGradient(_tensors, _weightIh, dx);
            }
            else
            {
                RecurrentCore<double, TGates>.InputGradient(_tensors, _weightIh, dx);
            }

            Pass(_index[0], dx);
        }
    }

    private static Tensor RowMajor(Shape shape, DType type) => Tensor.Empty(shape, Layout.RowMajor(shape), type);

    /// <summary>A given state in row-major order, or zeros.</summary>
    private static Tensor RowMajor(Tensor? given, Shape shape, DType type)
    {
        if (given is null)
        {
            return Tensor.Zeros(shape, type);
        }

        return given.IsContiguous ? given.Detach() : given.ContiguousCopy();
    }

    private void PassBiasGradients()
    {
        if (!Needs(3) && !Needs(4))
        {
            return;
        }

        int hidden = _tensors.Hidden;
        Tensor sums = Broadcasting.Reduce(_tensors.Gates, [IRecurrentGates.Blocks * hidden]);
        if (Needs(3))
        {
            Tensor dBias = Tensor.Empty([_weightIh.Shape[0]], sums.DType);
            foreach (InputBlock block in TGates.InputBlocks)
            {
                Tensor part = Narrow.View(dBias, 0, block.Weight * hidden, block.Count * hidden);
                part.CopyFrom(Narrow.View(sums, 0, block.Gate * hidden, block.Count * hidden));
            }

            Pass(_index[3], dBias);
        }

        if (Needs(4))
        {
            Pass(_index[4], Narrow.View(sums, 0, TGates.RecurrentBlock * hidden, _weightHh.Shape[0]));
        }
    }

    private bool Needs(int input) => _index[input] >= 0 && NeedsGradient(_index[input]);

    private GradientSlot OpenRowMajor(int input, Shape shape, DType type) => Open(_index[input], shape, Layout.RowMajor(shape), type);
}
