using System.Runtime.Intrinsics;
using Hone.Engine.Tests.Kernels.Convolution;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

/// <summary>The register forms of dropout at every register size: the bits of the plain loop, between guard zones.</summary>
[ChecksKernel(typeof(DropoutLoop<>), typeof(DropoutVectors<,>))]
public sealed unsafe class DropoutKernelTests
{
    private static readonly DropoutTerms<float> Terms = new(DropoutNumbers.Limit(0.4), 1.7f, 0.3f, -2);

    public static TheoryData<RegisterSize> Sizes() => [.. TestedRegisters.Sizes];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Rows_of_every_length_and_step_are_the_bits_of_the_plain_loop(RegisterSize size)
    {
        for (int length = 0; length <= 257; length++)
        {
            foreach (uint step in new uint[] { 0, 1, 3136, 0x9000_0001 })
            {
                var random = new Random(length);
                using GuardedBuffer x = GuardedBuffer.Random(length, random);
                using var plain = new GuardedBuffer(length);
                using var y = new GuardedBuffer(length);
                DropoutLoop<float>.PlainRow(length, plain.Pointer, 1, x.Pointer, 1, 0x1234_5678_9ABC_DEF0, 0xFFFF_FFF0, step, Terms);
                Row(size, length, y.Pointer, x.Pointer, step);
                y.AssertGuards();
                Assert.Equal(plain.Values.ToArray(), y.Values.ToArray());
            }
        }
    }

    /// <summary>Over 2^17 neighbours, near and far, and over keys that differ in one bit: mean, pairs and differences as independent coins have them.</summary>
    [Fact]
    public void Numbers_of_neighbours_and_of_neighbouring_keys_are_independent()
    {
        const int Count = 1 << 17;
        const double Spread = 5.0 * 0.5 / 362;
        for (int bit = 0; bit < 64; bit += 7)
        {
            ulong key = 0xD1B5_4A32_D192_ED03;
            ulong other = key ^ (1UL << bit);
            foreach (uint distance in new uint[] { 1, 2, 64, 3136, 1 << 16 })
            {
                int low = 0;
                int same = 0;
                int alike = 0;
                for (uint i = 0; i < Count; i++)
                {
                    bool here = DropoutNumbers.At(key, i) < 1 << 23;
                    low += here ? 1 : 0;
                    same += here == DropoutNumbers.At(key, i + distance) < 1 << 23 ? 1 : 0;
                    alike += here == DropoutNumbers.At(other, i) < 1 << 23 ? 1 : 0;
                }

                Assert.InRange(low / (double)Count, 0.5 - Spread, 0.5 + Spread);
                Assert.InRange(same / (double)Count, 0.5 - Spread, 0.5 + Spread);
                Assert.InRange(alike / (double)Count, 0.5 - Spread, 0.5 + Spread);
            }
        }
    }

    private static void Row(RegisterSize size, int length, float* y, float* x, uint step)
    {
        const ulong Key = 0x1234_5678_9ABC_DEF0;
        const uint First = 0xFFFF_FFF0;
        switch (size)
        {
            case RegisterSize.Bits128:
                DropoutVectors<Policy128, Vector128<float>>.Row(length, y, x, Key, First, step, Terms);
                break;
            case RegisterSize.Bits256:
                DropoutVectors<Policy256, Vector256<float>>.Row(length, y, x, Key, First, step, Terms);
                break;
            default:
                DropoutVectors<Policy512, Vector512<float>>.Row(length, y, x, Key, First, step, Terms);
                break;
        }
    }
}
