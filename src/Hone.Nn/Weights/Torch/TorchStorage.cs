namespace Hone.Nn;

/// <summary>A block of elements in the file, shared by the tensors that are views of it.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Element">Element type.</param>
/// <param name="Count">Number of elements.</param>
internal sealed record TorchStorage(string Key, TorchElement Element, long Count)
{
    /// <summary>Tensors over this storage, in the order of the file.</summary>
    public List<TorchTensor> Tensors { get; } = [];
}
