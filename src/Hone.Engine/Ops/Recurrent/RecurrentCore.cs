using System.Numerics;
using Hone.Kernels;
using Hone.Memory;

namespace Hone.Ops;

/// <summary>From tensors to the loops of a recurrent layer, for one element type.</summary>
/// <remarks>
/// The output holds in one block what the operation gives: [time + 1, batch, hidden], the last row of which is the last hidden state, or
/// [time + 2, batch, hidden] with the last cell behind it.
/// </remarks>
internal static unsafe class RecurrentCore<T, TGates>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TGates : struct, IRecurrentGates
{
    /// <summary>Writes output, gates [time, batch, 4 hidden] and cells [time, batch, hidden].</summary>
    public static void Forward(RecurrentInputs inputs, Tensor x, RecurrentTensors tensors)
    {
        int hidden = inputs.HiddenSize;
        nint width = (nint)IRecurrentGates.Blocks * hidden;
        fixed (int* lengths = tensors.Lengths)
        {
            RecurrentProblem<T> problem = Problem(inputs.Options.IsReverse, lengths, tensors);
            int rows = problem.Times * problem.Batch;

            // 1. Input products of all time steps at once.
            Tensor ih = inputs.Weights.WeightIh;
            foreach (InputBlock block in TGates.InputBlocks)
            {
                T* weight = ih.Pointer<T>() + ((nint)block.Weight * hidden * ih.Strides[0]);
                Product(
                    rows,
                    block.Count * hidden,
                    inputs.Features,
                    x.Pointer<T>(),
                    inputs.Features,
                    1,
                    weight,
                    ih.Strides[1],
                    ih.Strides[0],
                    problem.Gates + ((nint)block.Gate * hidden),
                    width,
                    accumulate: false);
            }

            // 2. Both biases of each sum in one.
            Tensor bias = Tensor.Zeros([(int)width], x.DType);
            AddBias(inputs.Weights, hidden, bias);
            problem.Bias = bias.Pointer<T>();

            // 3. Through time.
            Tensor hh = inputs.Weights.WeightHh;
            int sums = hh.Shape[0];
            problem.InitialHidden = inputs.Hidden is null ? null : tensors.InitialHidden.Pointer<T>();
            var factor = new RepeatedFactor<T>(sums, hidden, hh.Pointer<T>(), hh.Strides[1], hh.Strides[0]);
            RecurrentPasses<T, TGates>.Forward(ref problem, factor);
            factor.Release();

            // 4. Times that no sequence reaches.
            nint written = problem.Row(problem.Times, 0);
            nint all = problem.Row(inputs.Times, 0);
            new Span<T>(problem.Output + written, (int)(all - written)).Clear();
            GC.KeepAlive(bias);
        }
    }

    /// <summary>Turns the gates into the gradients of the sums, and writes the gradients of the initial states.</summary>
    /// <param name="isReverse">Direction.</param>
    /// <param name="tensors">What forward left.</param>
    /// <param name="weightHh">[sums, hidden]</param>
    /// <param name="gradient">Of the output block, row-major.</param>
    /// <param name="needsHidden">Whether the gradient of the initial hidden state is wanted.</param>
    /// <param name="dHidden">[batch, hidden]: gradient of the initial hidden state.</param>
    /// <param name="dCell">[batch, hidden]: gradient of the initial cell; without cells not used.</param>
    /// <returns>[batch, sums]: gradients of the recurrent sums at the first step of each sequence; null when no initial hidden state was given.</returns>
    public static Tensor? Backward(bool isReverse, RecurrentTensors tensors, Tensor weightHh, Tensor gradient, bool needsHidden, Tensor dHidden, Tensor dCell)
    {
        fixed (int* lengths = tensors.Lengths)
        {
            RecurrentProblem<T> problem = Problem(isReverse, lengths, tensors);
            int sums = weightHh.Shape[0];

            // 1. Through time, back.
            Tensor travelling = Tensor.Empty([problem.Batch, problem.Hidden], gradient.DType);
            Tensor travellingCell = TGates.HasCell ? Tensor.Empty([problem.Batch, problem.Hidden], gradient.DType) : travelling;
            nint after = (nint)(tensors.Output.Shape[0] - (TGates.HasCell ? 2 : 1)) * problem.Batch * problem.Hidden;
            problem.DOutput = gradient.Pointer<T>();
            problem.DLastHidden = problem.DOutput + after;
            problem.DLastCell = problem.DLastHidden + ((nint)problem.Batch * problem.Hidden);
            problem.DHidden = travelling.Pointer<T>();
            problem.DState = travellingCell.Pointer<T>();
            problem.DInitial = (TGates.HasCell ? dCell : dHidden).Pointer<T>();
            var factor = new RepeatedFactor<T>(problem.Hidden, sums, weightHh.Pointer<T>(), weightHh.Strides[0], weightHh.Strides[1]);
            RecurrentPasses<T, TGates>.Backward(ref problem, factor);

            // 2. What the first steps hand to the initial hidden state.
            Tensor? start = null;
            if (tensors.HasInitialHidden)
            {
                start = Tensor.Empty([problem.Batch, sums], gradient.DType);
                RecurrentPasses<T, TGates>.GatherStart(problem, start.Pointer<T>());
                if (needsHidden)
                {
                    factor.Multiply(problem.Batch, start.Pointer<T>(), sums, dHidden.Pointer<T>(), problem.Hidden, accumulate: !TGates.HasCell);
                }
            }

            factor.Release();
            GC.KeepAlive(travelling);
            GC.KeepAlive(travellingCell);
            return start;
        }
    }

    /// <summary>dW_hh [sums, hidden]: each sum's gradient times the hidden state before it.</summary>
    public static void HiddenWeightGradient(bool isReverse, RecurrentTensors tensors, Tensor? start, Tensor dWeight, bool accumulate)
    {
        int hidden = tensors.Hidden;
        int sums = dWeight.Shape[0];
        nint width = (nint)IRecurrentGates.Blocks * hidden;
        int rows = (tensors.Times - 1) * tensors.Batch;
        T* gates = tensors.Gates.Pointer<T>() + ((nint)TGates.RecurrentBlock * hidden);
        T* output = tensors.Output.Pointer<T>();

        // Steps after the first of all: the gradients at time t meet the output at t - 1, or t + 1 in reverse. Padding is zero on both sides.
        T* later = isReverse ? gates : gates + (tensors.Batch * width);
        T* earlier = isReverse ? output + ((nint)tensors.Batch * hidden) : output;
        Product(sums, hidden, rows, later, 1, width, earlier, hidden, 1, dWeight.Pointer<T>(), hidden, accumulate);
        if (start is not null)
        {
            Product(
                sums, hidden, tensors.Batch, start.Pointer<T>(), 1, sums, tensors.InitialHidden.Pointer<T>(), hidden, 1, dWeight.Pointer<T>(), hidden, accumulate: true);
        }
    }

    /// <summary>dW_ih [sums, in]: each sum's gradient times the input.</summary>
    public static void InputWeightGradient(RecurrentTensors tensors, Tensor x, Tensor dWeight, bool accumulate)
    {
        int hidden = tensors.Hidden;
        int features = dWeight.Shape[1];
        nint width = (nint)IRecurrentGates.Blocks * hidden;
        foreach (InputBlock block in TGates.InputBlocks)
        {
            Product(
                block.Count * hidden,
                features,
                tensors.Times * tensors.Batch,
                tensors.Gates.Pointer<T>() + ((nint)block.Gate * hidden),
                1,
                width,
                x.Pointer<T>(),
                features,
                1,
                dWeight.Pointer<T>() + ((nint)block.Weight * hidden * features),
                features,
                accumulate);
        }
    }

    /// <summary>dx [time, batch, in]: the sums' gradients times the input weight.</summary>
    public static void InputGradient(RecurrentTensors tensors, Tensor weightIh, Tensor dx)
    {
        int hidden = tensors.Hidden;
        int features = weightIh.Shape[1];
        int rows = tensors.Times * tensors.Batch;
        nint width = (nint)IRecurrentGates.Blocks * hidden;
        bool accumulate = false;
        foreach (InputBlock block in TGates.InputBlocks)
        {
            Product(
                rows,
                features,
                block.Count * hidden,
                tensors.Gates.Pointer<T>() + ((nint)block.Gate * hidden),
                width,
                1,
                weightIh.Pointer<T>() + ((nint)block.Weight * hidden * weightIh.Strides[0]),
                weightIh.Strides[0],
                weightIh.Strides[1],
                dx.Pointer<T>(),
                features,
                accumulate);
            accumulate = true;
        }

        // Times that no sequence reaches.
        nint written = (nint)rows * features;
        new Span<T>(dx.Pointer<T>() + written, (int)(dx.ElementCount - written)).Clear();
    }

    private static RecurrentProblem<T> Problem(bool isReverse, int* lengths, RecurrentTensors tensors)
    {
        T* output = tensors.Output.Pointer<T>();
        nint states = (nint)tensors.Batch * tensors.Hidden;
        nint last = (nint)(tensors.Output.Shape[0] - (TGates.HasCell ? 2 : 1)) * states;
        return new RecurrentProblem<T>
        {
            Times = tensors.Times,
            Batch = tensors.Batch,
            Hidden = tensors.Hidden,
            IsReverse = isReverse,
            Lengths = lengths,
            Gates = tensors.Gates.Pointer<T>(),
            Output = output,
            States = tensors.Cells is null ? output : tensors.Cells.Pointer<T>(),
            Initial = (TGates.HasCell ? tensors.InitialCell! : tensors.InitialHidden).Pointer<T>(),
            LastHidden = output + last,
            LastCell = output + last + states,
        };
    }

    private static void AddBias(RecurrentWeights weights, int hidden, Tensor bias)
    {
        if (weights.BiasIh is { } ih)
        {
            foreach (InputBlock block in TGates.InputBlocks)
            {
                Narrow.View(bias, 0, block.Gate * hidden, block.Count * hidden).AddInPlace(Narrow.View(ih, 0, block.Weight * hidden, block.Count * hidden));
            }
        }

        if (weights.BiasHh is { } hh)
        {
            Narrow.View(bias, 0, TGates.RecurrentBlock * hidden, hh.Shape[0]).AddInPlace(hh);
        }
    }

    private static void Product(int m, int n, int k, T* a, nint aRow, nint aColumn, T* b, nint bRow, nint bColumn, T* c, nint cRow, bool accumulate)
    {
        if (typeof(T) == typeof(float))
        {
            Gemm.Run(m, n, k, (float*)a, aRow, aColumn, (float*)b, bRow, bColumn, (float*)c, cRow, accumulate);
        }
        else
        {
            Gemm.Run(m, n, k, (double*)a, aRow, aColumn, (double*)b, bRow, bColumn, (double*)c, cRow, accumulate);
        }
    }
}
