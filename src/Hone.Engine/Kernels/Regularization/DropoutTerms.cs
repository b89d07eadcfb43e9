namespace Hone.Kernels;

/// <summary>What becomes of elements: y = x scale + shift where kept, fill where dropped.</summary>
/// <param name="Dropped">Elements whose number lies below this are dropped; see <see cref="DropoutNumbers"/>.</param>
/// <param name="Scale">Factor of the others.</param>
/// <param name="Shift">Added to the others.</param>
/// <param name="Fill">Value of the dropped ones.</param>
internal readonly record struct DropoutTerms<T>(uint Dropped, T Scale, T Shift, T Fill)
    where T : unmanaged;
