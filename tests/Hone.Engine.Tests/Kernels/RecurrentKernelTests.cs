using System.Runtime.Intrinsics;
using Hone.Engine.Tests.Kernels.Convolution;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>The register forms at every register size against the plain loops in float64, at every number of units, between guard zones.</summary>
[ChecksKernel(typeof(RecurrentPasses<,>), typeof(RecurrentRow<,>))]
public sealed unsafe class RecurrentKernelTests
{
    public static TheoryData<RegisterSize> Sizes() => [.. TestedRegisters.Sizes];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Lstm_steps_equal_the_plain_loops(RegisterSize size) => CompareAll<LstmGates>(size);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Gru_steps_equal_the_plain_loops(RegisterSize size) => CompareAll<GruGates>(size);

    /// <summary>Sums far outside the range of exp: gates are 0 or 1, and no value or gradient is NaN.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Huge_sums_saturate(RegisterSize size)
    {
        Compare<LstmGates>(size, 40, 1e4f);
        Compare<GruGates>(size, 40, 1e4f);
    }

    private static void CompareAll<TGates>(RegisterSize size)
        where TGates : struct, IRecurrentGates
    {
        for (int hidden = 0; hidden <= 257; hidden++)
        {
            Compare<TGates>(size, hidden, 4f);
        }
    }

    private static void Compare<TGates>(RegisterSize size, int hidden, float scale)
        where TGates : struct, IRecurrentGates
    {
        var random = new Random(hidden);
        using GuardedBuffer gates = GuardedBuffer.Random(4 * hidden, random);
        using GuardedBuffer bias = GuardedBuffer.Random(4 * hidden, random);
        using GuardedBuffer previous = GuardedBuffer.Random(hidden, random);
        using GuardedBuffer dOutput = GuardedBuffer.Random(hidden, random);
        using GuardedBuffer dHidden = GuardedBuffer.Random(hidden, random);
        using GuardedBuffer dState = GuardedBuffer.Random(hidden, random);
        using var cell = new GuardedBuffer(hidden);
        using var output = new GuardedBuffer(hidden);
        foreach (ref float value in gates.Values)
        {
            value *= scale;
        }

        double[] wideGates = gates.ToDouble();
        double[] wideCell = new double[hidden];
        double[] wideOutput = new double[hidden];
        double[] wideState = dState.ToDouble();
        fixed (double* g = wideGates, b = bias.ToDouble(), p = previous.ToDouble(), c = wideCell, y = wideOutput, dy = dOutput.ToDouble(), dh = dHidden.ToDouble(), ds = wideState)
        {
            RecurrentRow<double, TGates>.ForwardPlain(0, hidden, g, b, p, c, y);
            Forward<TGates>(size, hidden, gates.Pointer, bias.Pointer, previous.Pointer, cell.Pointer, output.Pointer);
            Close(wideGates, gates);
            Close(wideCell, cell);
            Close(wideOutput, output);

            // The gradient of the state is read and written in place, as between two steps.
            RecurrentRow<double, TGates>.BackwardPlain(0, hidden, g, p, c, dy, dh, ds, ds);
            Backward<TGates>(size, hidden, gates.Pointer, previous.Pointer, cell.Pointer, dOutput.Pointer, dHidden.Pointer, dState.Pointer);
            Close(wideGates, gates);
            Close(wideState, dState);
        }

        gates.AssertGuards();
        cell.AssertGuards();
        output.AssertGuards();
        dState.AssertGuards();
    }

    private static void Forward<TGates>(RegisterSize size, int hidden, float* gates, float* bias, float* previous, float* cell, float* output)
        where TGates : struct, IRecurrentGates
    {
        nint done = size switch
        {
            RegisterSize.Bits128 => RecurrentRow<float, TGates>.ForwardVectors<Policy128, Vector128<float>>(hidden, gates, bias, previous, cell, output),
            RegisterSize.Bits256 => RecurrentRow<float, TGates>.ForwardVectors<Policy256, Vector256<float>>(hidden, gates, bias, previous, cell, output),
            _ => RecurrentRow<float, TGates>.ForwardVectors<Policy512, Vector512<float>>(hidden, gates, bias, previous, cell, output),
        };
        Assert.InRange(hidden - done, 0, 15);
        RecurrentRow<float, TGates>.ForwardPlain(done, hidden, gates, bias, previous, cell, output);
    }

    private static void Backward<TGates>(RegisterSize size, int hidden, float* gates, float* previous, float* cell, float* dOutput, float* dHidden, float* dState)
        where TGates : struct, IRecurrentGates
    {
        nint done = size switch
        {
            RegisterSize.Bits128 => RecurrentRow<float, TGates>.BackwardVectors<Policy128, Vector128<float>>(hidden, gates, previous, cell, dOutput, dHidden, dState, dState),
            RegisterSize.Bits256 => RecurrentRow<float, TGates>.BackwardVectors<Policy256, Vector256<float>>(hidden, gates, previous, cell, dOutput, dHidden, dState, dState),
            _ => RecurrentRow<float, TGates>.BackwardVectors<Policy512, Vector512<float>>(hidden, gates, previous, cell, dOutput, dHidden, dState, dState),
        };
        RecurrentRow<float, TGates>.BackwardPlain(done, hidden, gates, previous, cell, dOutput, dHidden, dState, dState);
    }

    private static void Close(double[] expected, GuardedBuffer actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(expected[i] - actual.Values[i]) / Math.Max(1, Math.Abs(expected[i]));
            Assert.True(error <= 2e-6, $"[{i}] of {expected.Length}: {actual.Values[i]} instead of {expected[i]}");
        }
    }
}
