namespace Hone.Nn;

public abstract partial class Module
{
    /// <summary>Writes parameters and buffers to a safetensors file; a crash leaves the old file or the new one.</summary>
    /// <remarks>A tied parameter is written once, under its first path; the metadata maps its other paths to that one.</remarks>
    /// <param name="path">The file; its folder is created when missing.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <exception cref="HoneException">The file cannot be written, or a parameter has no values yet.</exception>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        (IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> all) = Untied(metadata);
        Safetensors.Write(path, tensors, all);
    }

    /// <summary>Writes parameters and buffers in the safetensors format to a stream, such as an entry of an archive.</summary>
    /// <param name="stream">Written from where it stands.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <exception cref="HoneException">A parameter has no values yet.</exception>
    public void Save(Stream stream, IReadOnlyDictionary<string, string>? metadata = null)
    {
        (IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> all) = Untied(metadata);
        Safetensors.Write(stream, tensors, all);
    }

    /// <summary>Loads parameters and buffers from a safetensors file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether every name and shape must fit.</param>
    /// <returns>What was loaded and what was not.</returns>
    /// <exception cref="HoneFormatException">The file breaks a rule of the format.</exception>
    /// <exception cref="StateDictException"><paramref name="strict"/> and names or shapes differ.</exception>
    public StateDictReport Load(string path, bool strict = true) => LoadStateDict(Safetensors.Read(path).Tensors, strict);

    /// <summary>Tensors, each once, and metadata that maps the further paths of tied ones to the first.</summary>
    private (IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata) Untied(IReadOnlyDictionary<string, string>? metadata)
    {
        var tensors = new OrderedDictionary<string, Tensor>();
        var all = new Dictionary<string, string>(metadata ?? new Dictionary<string, string>());
        var first = new Dictionary<Tensor, string>(ReferenceEqualityComparer.Instance);
        foreach ((string name, Tensor tensor) in StateDict())
        {
            if (first.TryAdd(tensor, name))
            {
                tensors.Add(name, tensor);
            }
            else
            {
                all[name] = first[tensor];
            }
        }

        return (tensors, all);
    }
}
