namespace Hone.Method;

/// <summary>One mask: its size, and the class of each pixel, deflated.</summary>
internal sealed record PackedMask(int Width, int Height, byte[] Bytes);
