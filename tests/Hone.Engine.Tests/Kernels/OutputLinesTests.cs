using Hone.Engine.Tests.Kernels.Convolution;
using Hone.Kernels;

namespace Hone.Engine.Tests.Kernels;

public sealed unsafe class OutputLinesTests
{
    [Fact]
    [ChecksKernel(typeof(OutputLines))]
    public void Asking_for_memory_changes_no_value_at_any_length()
    {
        var random = new Random(3);
        for (int columns = 0; columns <= 257; columns++)
        {
            using GuardedBuffer values = GuardedBuffer.Random(6 * columns, random);
            float[] before = values.Values.ToArray();
            OutputLines.Prefetch(values.Pointer, columns, 6, columns);
            Assert.Equal(before, values.Values.ToArray());
            values.AssertGuards();
        }
    }

    [Fact]
    public void An_address_that_is_no_memory_is_no_error()
    {
        OutputLines.Prefetch(null, 1 << 20, 12, 32);
        OutputLines.Prefetch((float*)0x10, 0, 1, 1);
    }
}
