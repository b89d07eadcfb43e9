namespace Hone.Nn;

/// <summary>The storages that a pickle names and the tensors over them; every size is checked here, before memory is taken.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="fileLength">Bytes of the file.</param>
/// <param name="options">Limits.</param>
internal sealed class TorchStorages(string path, long fileLength, TorchFileOptions options)
{
    // A block of memory is an array of bytes, which holds less than 2^31.
    private const long MostBytes = int.MaxValue - 64;

    private readonly OrderedDictionary<string, TorchStorage> _byKey = [];
    private long _bytes;
    private long _stored;

    public IEnumerable<TorchStorage> All => _byKey.Values;

    public TorchStorage? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The storage of a persistent id: ('storage', type, key, location, number of elements, view or None).</summary>
    public TorchStorageView Add(object? id, long position)
    {
        if (id is not object?[] { Length: 5 or 6 } tuple || tuple[0] is not "storage" || tuple[1] is not TorchGlobal { Element: { } element }
            || tuple[2] is not string key || tuple[3] is not string || tuple[4] is not long count || count < 0)
        {
            throw Broken(position, "A persistent id ('storage', type, key, location, number of elements).", id is object?[] t ? $"a tuple of {t.Length} with other parts" : "something else than a tuple");
        }

        long bytes = Bytes(key, element, count, position);
        if (!_byKey.TryGetValue(key, out TorchStorage? storage))
        {
            _stored += bytes;
            if (_stored > fileLength)
            {
                throw Broken(position, $"Storages that fit into the file of {fileLength} bytes.", $"storage \"{key}\" of {count} elements: {bytes} bytes, {_stored} in all", "copy or download the file again: it is cut off");
            }

            storage = new TorchStorage(key, element, count);
            _byKey.Add(key, storage);
        }
        else if (storage.Element != element || storage.Count != count)
        {
            throw Broken(position, $"Storage \"{key}\" of {storage.Count} elements of {storage.Element}, as before.", $"{count} of {element}");
        }

        if (tuple.Length == 5 || tuple[5] is null)
        {
            return new TorchStorageView(storage, 0, count);
        }

        if (tuple[5] is not object?[] { Length: 3 } view || view[1] is not long start || view[2] is not long length || start < 0 || length < 0 || start > count - length)
        {
            throw Broken(position, $"A view (key, offset, size) inside the {count} elements of storage \"{key}\".", "a view that reaches beyond them");
        }

        return new TorchStorageView(storage, start, length);
    }

    /// <summary>A tensor over a storage: its arguments are those of _rebuild_tensor_v2.</summary>
    public TorchTensor AddTensor(object?[] arguments, long position)
    {
        if (arguments.Length is not (6 or 7) || arguments[0] is not TorchStorageView view || arguments[1] is not long offset
            || arguments[2] is not object?[] sizes || arguments[3] is not object?[] strides || sizes.Length != strides.Length || sizes.Length > Shape.MaxRank
            || Array.Exists(sizes, s => s is not (>= 0L and <= int.MaxValue)) || Array.Exists(strides, s => s is not long) || offset < 0)
        {
            throw Broken(position, $"A tensor: storage, offset, sizes and as many strides, at most {Shape.MaxRank}, none of the sizes negative.", $"{arguments.Length} arguments of which one is something else");
        }

        TorchStorage storage = view.Storage;
        if (storage.Element.Target() is not { } type)
        {
            throw Broken(position, "Tensors of real numbers, whole numbers or truth values.", $"{storage.Element} in storage \"{storage.Key}\"", "save the real and the imaginary part as tensors of their own");
        }

        int[] axes = Array.ConvertAll(sizes, s => (int)(long)s!);
        long[] steps = Array.ConvertAll(strides, s => (long)s!);
        Int128 count = 1;
        Int128 last = offset;
        for (int axis = 0; axis < axes.Length; axis++)
        {
            // A zero makes the tensor empty whatever the other sizes are; the product of the others is still bounded.
            count = count > MostBytes ? count : count * axes[axis];
            last += (Int128)Math.Max(0, axes[axis] - 1) * steps[axis];
            if (steps[axis] < 0)
            {
                throw Broken(position, "Strides of zero or more.", $"stride {steps[axis]} of axis {axis}");
            }
        }

        if (Array.Exists(axes, size => size == 0))
        {
            count = 0;
        }
        else if (last >= view.Count)
        {
            throw Broken(position, $"Elements inside the {view.Count} of storage \"{storage.Key}\".", $"a tensor of shape [{string.Join(", ", axes)}] and strides [{string.Join(", ", steps)}] at offset {offset}, which ends at element {last}");
        }

        Int128 bytes = count * DTypes.Size(type);
        long limit = checked((fileLength * 4) + options.ExtraBytes);
        if (bytes > MostBytes || bytes > limit - _bytes)
        {
            throw Broken(
                position,
                $"Tensors of at most {Math.Min(limit, MostBytes)} bytes in memory.",
                $"{_bytes} bytes so far and a tensor of shape [{string.Join(", ", axes)}]",
                "if the file can be trusted, raise TorchFileOptions.ExtraBytes; a single tensor has at most 2 GiB");
        }

        _bytes += (long)bytes;
        var tensor = new TorchTensor(storage, view.Start + offset, axes, steps, position);
        storage.Tensors.Add(tensor);
        return tensor;
    }

    private long Bytes(string key, TorchElement element, long count, long position)
    {
        Int128 bytes = (Int128)count * element.Size();
        return bytes <= MostBytes
            ? (long)bytes
            : throw Broken(position, $"Storages of at most {MostBytes} bytes.", $"storage \"{key}\" of {count} elements: {bytes} bytes", "split the tensor before saving");
    }

    private HoneFormatException Broken(long position, string expected, string got, string? tryThis = null) =>
        new(path, position, expected, got, tryThis ?? "save the file again with PyTorch");
}
