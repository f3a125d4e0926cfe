package dev.wsload.assertions;

import dev.wsload.metrics.Figures;
import dev.wsload.result.FrameLog;
import dev.wsload.wire.LoggedFrame;
import dev.wsload.wire.MessageSink;
import dev.wsload.wire.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A frame log as rows: whose it is, its last frames in columns, and how the offending message or frame begins. */
final class FrameRows {
    private static final int SHOWN = 8;
    private static final int WIDTH = 120;
    private static final String OFFENDING = "  <- this one";

    private FrameRows() {}

    /** @param isHealthy whether no fault is meant for the client */
    static List<String> of(FrameLog log, boolean isHealthy) {
        List<String> rows = new ArrayList<>();
        String fault = isHealthy ? "" : ", for which a fault is meant,";
        rows.add("client " + log.client() + fault + " was the first to meet " + log.offence());
        rows.addAll(frames(log));
        rows.add("which begins " + cut(log.begins()));
        return rows;
    }

    /** A row is no wider than a screen, whatever the bytes; half an escape is none. */
    private static String cut(String begins) {
        return begins.length() <= WIDTH
                ? begins
                : begins.substring(0, WIDTH).replaceFirst("\\\\x?[0-9a-f]?$", "") + "...";
    }

    private static List<String> frames(FrameLog log) {
        int first = Math.max(0, log.frames().size() - SHOWN);
        List<LoggedFrame> shown = log.frames().subList(first, log.frames().size());
        List<String> kinds = column(shown, FrameRows::kind);
        List<String> bits = column(shown, FrameRows::bits);
        List<String> lengths = column(shown, FrameRows::length);
        return IntStream.range(0, shown.size())
                .mapToObj(i -> (shown.get(i).received() ? "in   " : "out  ")
                        + kinds.get(i) + "  " + bits.get(i) + "  " + lengths.get(i) + "  +"
                        + Figures.duration(shown.get(i).at())
                        + (first + i == log.offending() ? OFFENDING : ""))
                .toList();
    }

    private static List<String> column(List<LoggedFrame> frames, Function<LoggedFrame, String> text) {
        List<String> cells = frames.stream().map(text).toList();
        int width = cells.stream().mapToInt(String::length).max().orElse(0);
        return cells.stream()
                .map(cell -> cell + " ".repeat(width - cell.length()))
                .toList();
    }

    private static String kind(LoggedFrame frame) {
        return frame.opcode()
                .map(Opcode::name)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .orElseGet(() -> String.format("opcode 0x%X", frame.opcodeBits()));
    }

    private static String bits(LoggedFrame frame) {
        String fin = frame.fin() ? "fin" : "no fin";
        return frame.rsv() == 0
                ? fin
                : fin + ", rsv " + Integer.toBinaryString(8 | frame.rsv()).substring(1);
    }

    private static String length(LoggedFrame frame) {
        return frame.length() == MessageSink.UNREAD ? "length not read" : Figures.count(frame.length(), "byte");
    }
}
