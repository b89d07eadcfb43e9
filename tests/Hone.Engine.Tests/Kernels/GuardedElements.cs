using System.Runtime.InteropServices;

namespace Hone.Engine.Tests.Kernels;

/// <summary>Elements at a stride in memory that holds NaN before, between and behind them.</summary>
internal sealed unsafe class GuardedElements<T> : IDisposable
    where T : unmanaged
{
    private const int Guard = 80;
    private const byte Mark = 0xFF;

    private readonly byte* _block;
    private readonly int _stride;
    private readonly int _count;
    private readonly int _length;

    /// <param name="values">At least <paramref name="count"/>.</param>
    /// <param name="count">How many of them lie here.</param>
    /// <param name="stride">Elements from one to the next; with 0 the first two lie here, side by side.</param>
    public GuardedElements(T[] values, int count, int stride)
    {
        _stride = stride == 0 ? 1 : stride;
        _count = stride == 0 ? 2 : count;
        _length = _count == 0 ? 0 : ((_count - 1) * _stride) + 1;
        nuint bytes = (nuint)((_length + (2 * Guard)) * sizeof(T));
        _block = (byte*)NativeMemory.AlignedAlloc(bytes, 64);
        new Span<byte>(_block, (int)bytes).Fill(Mark);
        for (int i = 0; i < _count; i++)
        {
            Pointer[i * _stride] = values[i];
        }
    }

    public T* Pointer => (T*)_block + Guard;

    public T this[int index] => Pointer[index * _stride];

    /// <summary>Fails if anything but the elements has changed.</summary>
    public void AssertGuards(string where)
    {
        for (int i = -Guard; i < _length + Guard; i++)
        {
            bool isElement = i >= 0 && i < _length && i % _stride == 0;
            if (!isElement && new ReadOnlySpan<byte>(Pointer + i, sizeof(T)).IndexOfAnyExcept(Mark) >= 0)
            {
                Assert.Fail($"{where} wrote to place {i}, which is none of its {_count} elements at stride {_stride}");
            }
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(_block);
}
