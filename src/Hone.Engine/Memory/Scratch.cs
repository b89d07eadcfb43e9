namespace Hone.Memory;

/// <summary>
/// Working memory of kernels: for each thread and purpose one pinned block that only grows, so that a steady step rents nothing.
/// </summary>
/// <remarks>The content is undefined. A block stays valid until the same thread asks for the same slot again with a larger size.</remarks>
internal static unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]?[]? t_blocks;

    /// <summary>A block of at least <paramref name="count"/> floats, 64-byte aligned.</summary>
    public static float* Floats(ScratchSlot slot, nint count) => (float*)Bytes(slot, count * sizeof(float));

    /// <summary>A block of at least <paramref name="length"/> bytes, 64-byte aligned.</summary>
    public static byte* Bytes(ScratchSlot slot, nint length)
    {
        byte[]?[] blocks = t_blocks ??= new byte[]?[(int)ScratchSlot.Count];
        byte[]? block = blocks[(int)slot];
        if (block is null || block.Length < length + Alignment)
        {
            Storage.RequirePossible(length + (length / 4) + Alignment);

            // A little more than asked for, so that growing sizes do not allocate at every step.
            block = GC.AllocateUninitializedArray<byte>((int)(length + (length / 4) + Alignment), pinned: true);
            blocks[(int)slot] = block;
        }

        nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref block[0]);
        return (byte*)((address + Alignment - 1) & ~(nint)(Alignment - 1));
    }
}
