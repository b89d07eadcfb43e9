namespace Hone.Nn;

/// <summary>What a name in a pickle stands for. The list is closed: nothing is ever looked up by name in the running program.</summary>
internal sealed record TorchGlobal(string Name, TorchElement? Element = null)
{
    public const string OrderedDict = "collections.OrderedDict";
    public const string RebuildTensor = "torch._utils._rebuild_tensor_v2";
    public const string RebuildParameter = "torch._utils._rebuild_parameter";
    public const string Size = "torch.Size";
    public const string Device = "torch.device";

    private static readonly Dictionary<string, TorchGlobal> s_known = new TorchGlobal[]
    {
        new(OrderedDict),
        new(RebuildTensor),
        new(RebuildParameter),
        new(Size),
        new(Device),
        new("torch.FloatStorage", TorchElement.Float32),
        new("torch.DoubleStorage", TorchElement.Float64),
        new("torch.HalfStorage", TorchElement.Float16),
        new("torch.BFloat16Storage", TorchElement.BFloat16),
        new("torch.LongStorage", TorchElement.Int64),
        new("torch.IntStorage", TorchElement.Int32),
        new("torch.ShortStorage", TorchElement.Int16),
        new("torch.CharStorage", TorchElement.Int8),
        new("torch.ByteStorage", TorchElement.UInt8),
        new("torch.BoolStorage", TorchElement.Bool),
        new("torch.ComplexFloatStorage", TorchElement.Complex64),
    }.ToDictionary(g => g.Name);

    /// <summary>The meaning of a name, or a refusal that says what to do instead.</summary>
    public static TorchGlobal Find(string path, long position, string module, string name)
    {
        string full = $"{module}.{name}";
        return s_known.GetValueOrDefault(full) ?? throw new HoneFormatException(
            path,
            position,
            "Weights: tensors, numbers, text, lists and dictionaries. Nothing in the file is executed.",
            full,
            Advice(full));
    }

    private static string Advice(string name) => name switch
    {
        _ when name.StartsWith("fastai", StringComparison.Ordinal) || name.StartsWith("fastcore", StringComparison.Ordinal) =>
            "this is a fastai export, which holds Python objects: use learn.save(...) in fastai and read that .pth file",
        _ when name.Contains("sparse", StringComparison.Ordinal) => "save dense tensors: call to_dense() first",
        _ when name.Contains("qtensor", StringComparison.Ordinal) => "save unquantized tensors: call dequantize() first",
        "torch._utils._rebuild_tensor_v3" => "convert the tensors to float32 before saving",
        _ => "in Python, load the file and save its weights alone: torch.save(model.state_dict(), path)",
    };
}
