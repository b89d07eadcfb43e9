using System.Runtime.Intrinsics;
using Hone.Engine.Tests.Ops;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

[ChecksKernel(typeof(ChoiceLoop<>))]
public sealed unsafe class ChoiceLoopTests
{
    private const int Longest = 257;

    /// <summary>Of y, condition, a and b.</summary>
    private static readonly (int Y, int Condition, int A, int B)[] Strides =
        [(1, 1, 1, 1), (1, 1, 1, 0), (1, 1, 0, 1), (1, 1, 0, 0), (1, 0, 1, 1), (1, 0, 1, 0), (1, 2, 1, 1), (2, 1, 3, 1), (1, 1, 2, 0)];

    [Fact]
    public void Every_length_and_stride_gives_the_bits_of_the_plain_loop()
    {
        Check<uint>();
        Check<ulong>();
        Check<byte>();
    }

    [Fact]
    public void Every_register_gives_the_bits_of_the_plain_loop()
    {
        CheckRegister<Policy128, Vector128<float>>();
        CheckRegister<Policy256, Vector256<float>>();
        CheckRegister<Policy512, Vector512<float>>();
    }

    [Fact]
    public void Broadcast_operands_over_several_axes_are_chosen_from_as_if_they_were_copied()
    {
        int[][] shapes = [[3, 4, 5], [4, 1], [5], [], [3, 1, 5], [1, 4, 1]];
        foreach (int[] first in shapes)
        {
            foreach (int[] second in shapes)
            {
                foreach (int[] third in shapes)
                {
                    Tensor condition = TestTensors.Normal(1, first).Greater(0);
                    Tensor a = Float32Check.Narrow(TestTensors.Normal(2, second));
                    Tensor b = Float32Check.Narrow(TestTensors.Normal(3, third));
                    Tensor y = Tensor.Where(condition, a, b);
                    bool[] holds = condition.Expand(y.Shape).ToArray<bool>();
                    float[] whereTrue = a.Expand(y.Shape).ToArray<float>();
                    float[] whereFalse = b.Expand(y.Shape).ToArray<float>();
                    Assert.Equal(holds.Select((isTrue, i) => isTrue ? whereTrue[i] : whereFalse[i]), y.ToArray<float>());
                }
            }
        }
    }

    [Fact]
    public void Long_choices_are_the_same_bits_for_any_number_of_threads() =>
        ThreadCheck.SameBits(
            t => Tensor.Where(t[0].Greater(0), t[0], t[1]) + Tensor.Where(t[0].Greater(1), t[1], Tensor.Scalar(2, DType.Float32)),
            Float32Check.Narrow(TestTensors.Normal(1, 3, 50_001)),
            Float32Check.Narrow(TestTensors.Normal(2, 50_001)));

    private static void Check<T>()
        where T : unmanaged
    {
        T[] before = Bits<T>(1);
        T[] left = Bits<T>(2);
        T[] right = Bits<T>(3);
        var random = new Random(4);
        bool[] conditions = [.. Enumerable.Range(0, Longest).Select(_ => random.Next(2) == 1)];
        foreach ((int strideY, int strideCondition, int strideA, int strideB) in Strides)
        {
            for (int count = 0; count <= Longest; count++)
            {
                string where = $"{typeof(T)}, {count} elements with strides {strideY}, {strideCondition}, {strideA}, {strideB}";
                using var y = new GuardedElements<T>(before, count, strideY);
                using var condition = new GuardedElements<bool>(conditions, count, strideCondition);
                using var a = new GuardedElements<T>(left, count, strideA);
                using var b = new GuardedElements<T>(right, count, strideB);
                ChoiceLoop<T>.Run(count, y.Pointer, strideY, condition.Pointer, strideCondition, a.Pointer, strideA, b.Pointer, strideB);
                y.AssertGuards(where);
                for (int i = 0; i < count; i++)
                {
                    T expected = conditions[strideCondition == 0 ? 0 : i] ? left[strideA == 0 ? 0 : i] : right[strideB == 0 ? 0 : i];
                    Assert.True(expected.Equals(y[i]), $"{where}, element {i}: {y[i]} instead of {expected}");
                }
            }
        }
    }

    private static void CheckRegister<TPolicy, TVector>()
        where TPolicy : struct, IVectorPolicy<TVector>
        where TVector : struct
    {
        uint[] left = Bits<uint>(2);
        uint[] right = Bits<uint>(3);
        byte[] conditions = [.. Enumerable.Range(0, Longest).Select(i => (byte)((i * 7 % 5) == 0 ? 1 : 0))];
        for (int count = 0; count <= Longest; count++)
        {
            using var y = new GuardedElements<uint>(left, count, 1);
            fixed (byte* condition = conditions)
            fixed (uint* a = left, b = right)
            {
                ChoiceLoop<uint>.Vectors<TPolicy, TVector>(count, (float*)y.Pointer, condition, 1, (float*)a, 1, (float*)b, 1);
            }

            y.AssertGuards($"{typeof(TPolicy)} over {count}");
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(conditions[i] == 1 ? left[i] : right[i], y[i]);
            }
        }
    }

    /// <summary>Any bits at all: those of NaN must come through as well.</summary>
    private static T[] Bits<T>(int seed)
        where T : unmanaged
    {
        var values = new T[Longest];
        new Random(seed).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }
}
