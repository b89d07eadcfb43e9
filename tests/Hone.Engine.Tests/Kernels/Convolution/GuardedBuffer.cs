using System.Runtime.InteropServices;

namespace Hone.Engine.Tests.Kernels.Convolution;

/// <summary>Floats between two guard zones; <see cref="AssertGuards"/> fails if a kernel wrote outside. Starts as NaN, so an unwritten element shows.</summary>
internal sealed unsafe class GuardedBuffer : IDisposable
{
    private const int Guard = 64;
    private const float Mark = -123.25f;

    private readonly float* _block;

    public GuardedBuffer(nint length)
    {
        Length = (int)length;
        _block = (float*)NativeMemory.AlignedAlloc((nuint)(Length + (2 * Guard)) * sizeof(float), 64);
        new Span<float>(_block, Length + (2 * Guard)).Fill(Mark);
        Values.Fill(float.NaN);
    }

    public int Length { get; }

    public float* Pointer => _block + Guard;

    public Span<float> Values => new(_block + Guard, Length);

    public static GuardedBuffer Random(nint length, Random random)
    {
        var buffer = new GuardedBuffer(length);
        foreach (ref float value in buffer.Values)
        {
            value = (random.NextSingle() * 2) - 1;
        }

        return buffer;
    }

    public double[] ToDouble()
    {
        var result = new double[Length];
        for (int i = 0; i < Length; i++)
        {
            result[i] = Pointer[i];
        }

        return result;
    }

    public void AssertGuards()
    {
        for (int i = 0; i < Guard; i++)
        {
            Assert.Equal(Mark, _block[i]);
            Assert.Equal(Mark, _block[Guard + Length + i]);
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(_block);
}
