namespace Hone.Nn;

/// <summary>
/// Reads and writes <c>.safetensors</c> files: named tensors, a JSON header, no code. Every rule of the format is checked before memory is
/// taken for data, so a hostile file costs an error and nothing else.
/// </summary>
/// <remarks>
/// Read: F32, F64, I64, I32, U8 and BOOL as they are; F16 and BF16 exactly as Float32; I16 and I8 as Int32. Any BOOL byte but 0 is
/// true. Other types are named in the error. Written: F32, F64, I64, I32, U8, BOOL, sorted by size of the element, then name, with
/// the data aligned to 8 bytes. Source: the format of Hugging Face's <c>safetensors</c>.
/// </remarks>
public static class Safetensors
{
    /// <summary>Reads all tensors of a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Tensors that belong to no step, and the metadata.</returns>
    /// <exception cref="HoneFormatException">The file breaks a rule of the format; the message names the file and the byte.</exception>
    /// <exception cref="HoneException">The file cannot be opened.</exception>
    public static SafetensorsContent Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return SafetensorsReader.Read(path, stream);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneException("A safetensors file that can be read.", error.Message, path, "check the path and its permissions", error);
        }
    }

    /// <summary>Reads all tensors of a stream, such as an entry of an archive.</summary>
    /// <param name="stream">Can seek; read from its beginning.</param>
    /// <param name="name">How errors call the bytes, usually a path.</param>
    /// <returns>Tensors that belong to no step, and the metadata.</returns>
    /// <exception cref="HoneFormatException">The bytes break a rule of the format; the message holds the name and the byte.</exception>
    public static SafetensorsContent Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return SafetensorsReader.Read(name, stream);
    }

    /// <summary>Writes tensors to a file; a crash leaves the old file or the new one.</summary>
    /// <param name="path">The file; its folder is created when missing.</param>
    /// <param name="tensors">Tensors by name; each is written in row-major order whatever its layout in memory.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <exception cref="HoneException">A tensor has the reserved name <c>__metadata__</c>, or the file cannot be written.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tensors);
        SafetensorsWriter.Write(path, tensors, metadata);
    }

    /// <summary>Writes tensors to a stream, such as an entry of an archive.</summary>
    /// <param name="stream">Written from where it stands.</param>
    /// <param name="tensors">Tensors by name; each is written in row-major order whatever its layout in memory.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <exception cref="HoneException">A tensor has the reserved name <c>__metadata__</c>.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        SafetensorsWriter.Write(stream, tensors, metadata, "a stream");
    }
}
