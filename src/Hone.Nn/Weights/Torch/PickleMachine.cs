using System.Runtime.InteropServices;

namespace Hone.Nn;

/// <summary>
/// Runs a pickle: a program for a stack machine. Values are text, numbers, truth values, None, lists, tuples, dictionaries, and the storages and tensors of
/// PyTorch; calls are a switch over the names in <see cref="TorchGlobal"/>. Time and memory grow with the length of the program only.
/// </summary>
/// <param name="input">The program.</param>
/// <param name="storages">Takes storages and tensors.</param>
internal sealed class PickleMachine(PickleInput input, TorchStorages storages)
{
    private const int NewestProtocol = 4;

    private readonly List<object?> _stack = [];
    private readonly List<object?> _memo = [];
    private long _position;

    /// <summary>Runs one pickle to its end.</summary>
    /// <returns>Its value.</returns>
    /// <exception cref="HoneFormatException">An instruction is unknown, a name is not allowed, or the program is wrong.</exception>
    public object? Run()
    {
        while (true)
        {
            _position = input.Position;
            byte code = input.Byte();
            if (code == PickleOpcode.Stop)
            {
                object? result = Pop();
                return _stack.Count == 0 ? result : throw Broken("One value at the end of a pickle.", $"{_stack.Count + 1}");
            }

            Step(code);
        }
    }

    private void Step(byte code)
    {
        switch (code)
        {
            case PickleOpcode.Proto:
                RequireProtocol(input.Byte());
                break;
            case PickleOpcode.Frame:
                input.UInt64();
                break;
            case PickleOpcode.None:
                Push(null);
                break;
            case PickleOpcode.NewTrue:
                Push(true);
                break;
            case PickleOpcode.NewFalse:
                Push(false);
                break;
            case PickleOpcode.BinInt:
                Push((long)(int)input.UInt32());
                break;
            case PickleOpcode.BinInt1:
                Push((long)input.Byte());
                break;
            case PickleOpcode.BinInt2:
                Push((long)input.UInt16());
                break;
            case PickleOpcode.Long1:
                Push(input.WholeNumber());
                break;
            case PickleOpcode.BinFloat:
                Push(input.BigEndianDouble());
                break;
            case PickleOpcode.BinUnicode:
                Push(input.Text(input.UInt32()));
                break;
            case PickleOpcode.ShortBinUnicode:
                Push(input.Text(input.Byte()));
                break;
            case PickleOpcode.BinPut:
                Memorize(input.Byte());
                break;
            case PickleOpcode.LongBinPut:
                Memorize(input.UInt32());
                break;
            case PickleOpcode.Memoize:
                Memorize((uint)_memo.Count);
                break;
            case PickleOpcode.BinGet:
                Push(Recall(input.Byte()));
                break;
            case PickleOpcode.LongBinGet:
                Push(Recall(input.UInt32()));
                break;
            case PickleOpcode.Mark:
                Push(PickleMark.Instance);
                break;
            default:
                Collect(code);
                break;
        }
    }

    /// <summary>Instructions that make or fill a container, or call.</summary>
    private void Collect(byte code)
    {
        switch (code)
        {
            case PickleOpcode.EmptyTuple:
                Push(Array.Empty<object?>());
                break;
            case PickleOpcode.Tuple1:
                Push(Top(1));
                break;
            case PickleOpcode.Tuple2:
                Push(Top(2));
                break;
            case PickleOpcode.Tuple3:
                Push(Top(3));
                break;
            case PickleOpcode.Tuple:
                Push(SinceMark());
                break;
            case PickleOpcode.EmptyList or PickleOpcode.EmptySet:
                Push(new List<object?>());
                break;
            case PickleOpcode.Append:
                object?[] one = Top(1);
                Target<List<object?>>("a list").AddRange(one);
                break;
            case PickleOpcode.Appends or PickleOpcode.AddItems:
                object?[] many = SinceMark();
                Target<List<object?>>("a list").AddRange(many);
                break;
            case PickleOpcode.EmptyDict:
                Push(new PickleDictionary());
                break;
            case PickleOpcode.SetItem:
                object?[] pair = Top(2);
                AddItems(Target<PickleDictionary>("a dictionary"), pair);
                break;
            case PickleOpcode.SetItems:
                object?[] pairs = SinceMark();
                AddItems(Target<PickleDictionary>("a dictionary"), pairs);
                break;
            case PickleOpcode.Global:
                string module = input.Line();
                Push(TorchGlobal.Find(input.Path, _position, module, input.Line()));
                break;
            case PickleOpcode.StackGlobal:
                object?[] names = Top(2);
                Push(TorchGlobal.Find(input.Path, _position, Text(names[0]), Text(names[1])));
                break;
            case PickleOpcode.BinPersId:
                Push(storages.Add(Pop(), _position));
                break;
            case PickleOpcode.Reduce:
                object?[] call = Top(2);
                Push(Call(call[0], call[1]));
                break;
            case PickleOpcode.Build:
                // The only state that is met is the _metadata of a state dict, which says nothing about the weights.
                Top(1);
                Target<PickleDictionary>("a dictionary");
                break;
            default:
                throw Broken("An instruction that state dicts use.", $"0x{code:x2}");
        }
    }

    /// <summary>The calls that exist.</summary>
    private object? Call(object? callee, object? argument)
    {
        if (callee is not TorchGlobal global || argument is not object?[] arguments)
        {
            throw Broken("A call of a name with a tuple of arguments.", "something else");
        }

        switch (global.Name)
        {
            case TorchGlobal.OrderedDict:
                return Ordered(arguments);
            case TorchGlobal.RebuildTensor:
                return storages.AddTensor(arguments, _position);
            case TorchGlobal.RebuildParameter when arguments.Length == 3 && arguments[0] is TorchTensor tensor:
                return tensor;
            case TorchGlobal.Size when arguments is [object?[] sizes]:
                return sizes;
            case TorchGlobal.Device when arguments.Length > 0 && Array.TrueForAll(arguments, a => a is string or long):
                return string.Join(':', arguments);
            default:
                throw Broken($"Arguments that {global.Name} takes.", $"{arguments.Length} others");
        }
    }

    private PickleDictionary Ordered(object?[] arguments)
    {
        var dictionary = new PickleDictionary();
        if (arguments.Length == 0)
        {
            return dictionary;
        }

        if (arguments is not [List<object?> pairs])
        {
            throw Broken("OrderedDict of nothing or of a list of pairs.", $"{arguments.Length} arguments");
        }

        foreach (object? pair in pairs)
        {
            object?[]? parts = pair is List<object?> { Count: 2 } list ? [list[0], list[1]] : pair as object?[];
            AddItems(dictionary, parts is { Length: 2 } ? parts : throw Broken("OrderedDict of pairs.", "an item that is none"));
        }

        return dictionary;
    }

    private void AddItems(PickleDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw Broken("Keys and values in turn.", $"{pairs.Length} items");
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            object key = pairs[i] is string or long ? pairs[i]! : throw Broken("Keys that are text or whole numbers.", "another key");
            dictionary.Items.Add((key, pairs[i + 1]));
        }
    }

    private void RequireProtocol(byte version)
    {
        if (version is < 2 or > NewestProtocol)
        {
            throw Broken($"Pickle protocol 2 to {NewestProtocol}.", $"{version}", "save with torch.save and its default protocol");
        }
    }

    private string Text(object? value) => value as string ?? throw Broken("A name.", "something else");

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack.Count > 0 ? _stack[^1] : throw Broken("A value on the stack.", "an empty stack");

    private object? Pop()
    {
        object? value = Peek();
        if (value is PickleMark)
        {
            throw Broken("A value on the stack.", "a mark");
        }

        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    /// <summary>Puts the value on top into the memo; writers number the memo from 0 without gaps.</summary>
    private void Memorize(uint index)
    {
        if (index > _memo.Count)
        {
            throw Broken($"Number {_memo.Count} of the memo, or an earlier one.", $"number {index}");
        }

        if (index == _memo.Count)
        {
            _memo.Add(Peek());
        }
        else
        {
            _memo[(int)index] = Peek();
        }
    }

    private object? Recall(uint index) =>
        index < _memo.Count ? _memo[(int)index] : throw Broken("A value that was put into the memo.", $"number {index}, which was not");

    /// <summary>The container below the arguments just taken; it stays on the stack.</summary>
    private T Target<T>(string what)
        where T : class => Peek() as T ?? throw Broken($"The target of this instruction is {what}.", TorchCheckpoint.Describe(Peek()));

    private object?[] Top(int count)
    {
        if (_stack.Count < count || CollectionsMarshal.AsSpan(_stack)[^count..].Contains(PickleMark.Instance))
        {
            throw Broken($"{count} values on the stack.", $"{_stack.Count}, marks among them");
        }

        return Cut(_stack.Count - count, _stack.Count - count);
    }

    private object?[] SinceMark()
    {
        int mark = _stack.LastIndexOf(PickleMark.Instance);
        return mark >= 0 ? Cut(mark + 1, mark) : throw Broken("A mark on the stack.", "none");
    }

    private object?[] Cut(int first, int keep)
    {
        object?[] values = [.. _stack[first..]];
        _stack.RemoveRange(keep, _stack.Count - keep);
        return values;
    }

    private HoneFormatException Broken(string expected, string got, string? tryThis = null) =>
        new(input.Path, _position, expected, got, tryThis ?? "in Python, load the file and save its weights alone: torch.save(model.state_dict(), path)");
}
