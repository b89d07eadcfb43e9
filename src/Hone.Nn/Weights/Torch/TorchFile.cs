namespace Hone.Nn;

/// <summary>
/// Reads weights that PyTorch saved (<c>.pt</c>, <c>.pth</c>, <c>pytorch_model.bin</c>): the zip form and the older stream. Such a file is a
/// program for Python's pickle machine; here a machine with a closed list of instructions and names reads it, which executes nothing.
/// </summary>
/// <remarks>
/// PyTorch's <c>torch.load(weights_only=True)</c>. Read: state dicts and checkpoints of dictionaries, lists, tuples, text, numbers and tensors;
/// float32, float64, int64, int32, uint8 and bool as they are, half and bfloat16 exactly as Float32, int16 and int8 as Int32. Strided, shared and
/// expanded tensors become tensors with memory of their own. Refused by name: whole models, fastai exports, TorchScript, sparse, quantized
/// and complex tensors, and the tar form of PyTorch before 0.2.
/// </remarks>
/// <example><code>
/// TorchCheckpoint checkpoint = TorchFile.Read("resnet18.pth");
/// model.LoadStateDict(checkpoint.StateDict());
/// </code></example>
public static class TorchFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Limits; the defaults unless told.</param>
    /// <returns>The content; its tensors belong to no step.</returns>
    /// <exception cref="HoneFormatException">The file is damaged, breaks a limit, or holds what is not weights; the message names the file, the byte and a way out.</exception>
    /// <exception cref="HoneException">The file cannot be opened.</exception>
    public static TorchCheckpoint Read(string path, TorchFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HoneException("A PyTorch file that can be read.", error.Message, path, "check the path and its permissions", error);
        }

        using (stream)
        {
            return Read(path, stream, options);
        }
    }

    /// <summary>Reads a file that is open.</summary>
    internal static TorchCheckpoint Read(string path, Stream stream, TorchFileOptions? options = null)
    {
        options ??= new TorchFileOptions();
        try
        {
            Span<byte> head = stackalloc byte[TarNameEnd];
            int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            head = head[..length];
            stream.Position = 0;
            if (head.StartsWith("PK\u0003\u0004"u8))
            {
                return TorchZip.Read(path, stream, options);
            }

            if (head.Length == TarNameEnd && head.EndsWith("ustar"u8))
            {
                throw new HoneFormatException(path, TarNameEnd - 5, "A PyTorch file in the zip form or the stream of PyTorch 0.2 to 1.5.", "a tar archive, the form of PyTorch before 0.2", "load the file with a PyTorch of its time and save the state dict again");
            }

            if (head.Length == 0 || head[0] != PickleOpcode.Proto)
            {
                throw new HoneFormatException(
                    path,
                    0,
                    "A PyTorch file begins with PK (zip form) or byte 0x80 (stream).",
                    head.Length == 0 ? "an empty file" : $"byte 0x{head[0]:x2} in a file of {stream.Length} bytes",
                    "check that the file is complete; safetensors files are read with Safetensors.Read");
            }

            return TorchStream.Read(path, stream, options);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or NotSupportedException or ArgumentException or OverflowException)
        {
            throw new HoneFormatException(path, null, "A whole PyTorch file.", error.Message, "copy or download the file again", error);
        }
    }

    // A tar archive has its name at byte 257.
    private const int TarNameEnd = 262;
}
