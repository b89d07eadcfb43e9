using System.Numerics;
using Hone.Memory;

namespace Hone.Kernels;

/// <summary>
/// A recurrent layer through time. Each step is one product with the recurrent weight, packed once for all steps, and one pass over the gates
/// that leaves in place what backward needs; backward puts the gradients of the sums there, so that the weight gradients are one product over all steps.
/// </summary>
internal static unsafe class RecurrentPasses<T, TGates>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TGates : struct, IRecurrentGates
{
    /// <summary>Units in a part of a step: each costs about five exponentials.</summary>
    private const int UnitsInPart = 4096;

    /// <summary>All steps forward. The gates hold the products of input and input weight; the recurrent product and the bias are added here.</summary>
    /// <param name="problem">What is computed.</param>
    /// <param name="weight">The transposed recurrent weight [hidden, sums].</param>
    public static void Forward(ref RecurrentProblem<T> problem, RepeatedFactor<T> weight)
    {
        nint width = (nint)IRecurrentGates.Blocks * problem.Hidden;
        nint recurrent = (nint)TGates.RecurrentBlock * problem.Hidden;
        nint step = problem.Batch * width;
        ClearRecurrentBlock(problem);
        AddInitialProduct(problem, weight);
        for (int s = 0; s < problem.Times; s++)
        {
            int time = problem.TimeOf(s);
            if (s > 0)
            {
                // Padding is zero in the output, and so is its product: a sequence that starts later meets no other state.
                T* before = problem.Output + problem.Row(problem.TimeOf(s - 1), 0);
                weight.Multiply(problem.Batch, before, problem.Hidden, problem.Gates + (time * step) + recurrent, width, accumulate: true);
            }

            problem.Time = time;
            RunStep(ref problem, &ForwardPart);
        }

        for (int row = 0; row < problem.Batch; row++)
        {
            nint end = problem.Row(problem.EndOf(row), row);
            Copy(problem.Output + end, problem.LastHidden + problem.Row(0, row), problem.Hidden);
            if (TGates.HasCell)
            {
                Copy(problem.States + end, problem.LastCell + problem.Row(0, row), problem.Hidden);
            }
        }
    }

    /// <summary>All steps backward: the gates become the gradients of the sums.</summary>
    /// <param name="problem">What is computed.</param>
    /// <param name="weight">The recurrent weight [sums, hidden].</param>
    public static void Backward(ref RecurrentProblem<T> problem, RepeatedFactor<T> weight)
    {
        nint width = (nint)IRecurrentGates.Blocks * problem.Hidden;
        nint recurrent = (nint)TGates.RecurrentBlock * problem.Hidden;
        nint step = problem.Batch * width;
        for (int s = problem.Times - 1; s >= 0; s--)
        {
            problem.Time = problem.TimeOf(s);
            RunStep(ref problem, &BackwardPart);
            if (s > 0)
            {
                weight.Multiply(problem.Batch, problem.Gates + (problem.Time * step) + recurrent, width, problem.DHidden, problem.Hidden, accumulate: !TGates.HasCell);
            }
        }
    }

    /// <summary>Copies the gradients of the recurrent sums at the first step of each sequence: [batch, sums].</summary>
    public static void GatherStart(in RecurrentProblem<T> problem, T* destination)
    {
        nint width = (nint)IRecurrentGates.Blocks * problem.Hidden;
        nint recurrent = (nint)TGates.RecurrentBlock * problem.Hidden;
        nint sums = width - recurrent;
        for (int row = 0; row < problem.Batch; row++)
        {
            nint start = ((nint)problem.StartOf(row) * problem.Batch) + row;
            Copy(problem.Gates + (start * width) + recurrent, destination + (row * sums), sums);
        }
    }

    /// <summary>A block that no input adds to begins at zero.</summary>
    private static void ClearRecurrentBlock(in RecurrentProblem<T> problem)
    {
        if (TGates.RecurrentBlock == 0)
        {
            return;
        }

        nint width = (nint)IRecurrentGates.Blocks * problem.Hidden;
        nint rows = (nint)problem.Times * problem.Batch;
        for (nint row = 0; row < rows; row++)
        {
            new Span<T>(problem.Gates + (row * width) + (width - problem.Hidden), problem.Hidden).Clear();
        }
    }

    /// <summary>The first step of each sequence sees the initial hidden state.</summary>
    private static void AddInitialProduct(in RecurrentProblem<T> problem, RepeatedFactor<T> weight)
    {
        if (problem.InitialHidden is null)
        {
            return;
        }

        nint width = (nint)IRecurrentGates.Blocks * problem.Hidden;
        nint recurrent = (nint)TGates.RecurrentBlock * problem.Hidden;
        nint sums = width - recurrent;
        T* product = (T*)Scratch.Bytes(ScratchSlot.Recurrent, problem.Batch * sums * sizeof(T));
        weight.Multiply(problem.Batch, problem.InitialHidden, problem.Hidden, product, sums, accumulate: false);
        for (int row = 0; row < problem.Batch; row++)
        {
            T* gates = problem.Gates + ((((nint)problem.StartOf(row) * problem.Batch) + row) * width) + recurrent;
            T* addend = product + (row * sums);
            for (nint j = 0; j < sums; j++)
            {
                gates[j] += addend[j];
            }
        }
    }

    private static void RunStep(ref RecurrentProblem<T> problem, delegate*<void*, int, void> body)
    {
        problem.Parts = Math.Min(problem.Batch, Partition.Parts((nint)problem.Batch * problem.Hidden, UnitsInPart));
        fixed (RecurrentProblem<T>* state = &problem)
        {
            WorkerPool.Run(problem.Parts, body, state);
        }
    }

    private static void ForwardPart(void* state, int part)
    {
        ref RecurrentProblem<T> problem = ref *(RecurrentProblem<T>*)state;
        int first = (int)((long)problem.Batch * part / problem.Parts);
        int last = (int)((long)problem.Batch * (part + 1) / problem.Parts);
        int time = problem.Time;
        for (int row = first; row < last; row++)
        {
            nint here = problem.Row(time, row);
            T* output = problem.Output + here;
            if (time >= problem.LengthOf(row))
            {
                new Span<T>(output, problem.Hidden).Clear();
                continue;
            }

            T* previous = Previous(problem, time, row);
            T* cell = problem.States + here;
            RecurrentRow<T, TGates>.Forward(problem.Hidden, problem.Gates + (IRecurrentGates.Blocks * here), problem.Bias, previous, cell, output);
        }
    }

    private static void BackwardPart(void* state, int part)
    {
        ref RecurrentProblem<T> problem = ref *(RecurrentProblem<T>*)state;
        int first = (int)((long)problem.Batch * part / problem.Parts);
        int last = (int)((long)problem.Batch * (part + 1) / problem.Parts);
        int time = problem.Time;
        for (int row = first; row < last; row++)
        {
            nint here = problem.Row(time, row);
            nint line = problem.Row(0, row);
            T* gates = problem.Gates + (IRecurrentGates.Blocks * here);
            if (time >= problem.LengthOf(row))
            {
                new Span<T>(gates, IRecurrentGates.Blocks * problem.Hidden).Clear();
                new Span<T>(problem.DHidden + line, problem.Hidden).Clear();
                continue;
            }

            bool isEnd = time == problem.EndOf(row);
            T* dHidden = (isEnd ? problem.DLastHidden : problem.DHidden) + line;
            T* dCell = TGates.HasCell && isEnd ? problem.DLastCell + line : problem.DState + line;
            T* dPrevious = (time == problem.StartOf(row) ? problem.DInitial : problem.DState) + line;
            RecurrentRow<T, TGates>.Backward(problem.Hidden, gates, Previous(problem, time, row), problem.States + here, problem.DOutput + here, dHidden, dCell, dPrevious);
        }
    }

    private static T* Previous(in RecurrentProblem<T> problem, int time, int row)
    {
        if (time == problem.StartOf(row))
        {
            return problem.Initial + problem.Row(0, row);
        }

        return problem.States + problem.Row(problem.IsReverse ? time + 1 : time - 1, row);
    }

    private static void Copy(T* source, T* destination, nint count) => Buffer.MemoryCopy(source, destination, count * sizeof(T), count * sizeof(T));
}
