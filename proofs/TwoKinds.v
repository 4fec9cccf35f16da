(* A population of two kinds of problems, with two answers each.

   On right problems the majority has the mass P and is correct; on wrong ones
   it has the mass Q and is not. Times and slopes are those of Course.v.

   right, wrong       == the weights of the two kinds
   u, w               == (1-P)/P and (1-Q)/Q: exp of minus the margins
   A, B               == sqrt (right * u) and sqrt (wrong * w)
   slope_line         == the slope of accuracy has the sign of
                         (A - B) exp t + (A w - B u)
   two_kinds_peak     == V > 0 > M: accuracy rises before the time
                         ln ((A w - B u) / (B - A)), not after            (T36)
   two_kinds_needed   == without V > 0 > M it never falls after a rise    (T36) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Slopes Course.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section TwoKinds.

Variables (I : finType) (share : I -> R) (ref : I -> bool -> R) (m c : I -> bool) (P Q : R).
Hypothesis ref_policy : forall i, policy (ref i).
Hypothesis right_mass : forall i, m i = c i -> ref i (m i) = P.
Hypothesis wrong_mass : forall i, m i <> c i -> ref i (m i) = Q.
Hypothesis P_in : 0 < P < 1.
Hypothesis Q_in : 0 < Q < 1.

Definition right : R := \sum_(i : I) (share i * (if m i == c i then 1 else 0)).
Definition wrong : R := \sum_(i : I) (share i * (if m i == c i then 0 else 1)).
Hypothesis right_gt0 : 0 < right.
Hypothesis wrong_gt0 : 0 < wrong.

Let u := (1 - P) / P.
Let w := (1 - Q) / Q.
Let A := sqrt (right * u).
Let B := sqrt (wrong * w).

Let u_gt0 : 0 < u.
Proof. by apply: Rdiv_lt_0_compat; lra. Qed.
Let w_gt0 : 0 < w.
Proof. by apply: Rdiv_lt_0_compat; lra. Qed.
Let A_gt0 : 0 < A.
Proof. by apply: sqrt_lt_R0; exact: Rmult_lt_0_compat. Qed.
Let B_gt0 : 0 < B.
Proof. by apply: sqrt_lt_R0; exact: Rmult_lt_0_compat. Qed.
Let A2 : A * A = right * u.
Proof. by apply: sqrt_sqrt; left; exact: Rmult_lt_0_compat. Qed.
Let B2 : B * B = wrong * w.
Proof. by apply: sqrt_sqrt; left; exact: Rmult_lt_0_compat. Qed.

Let other i : m i <> c i -> ref i (c i) = 1 - Q.
Proof.
move=> neq; rewrite -(wrong_mass neq); have [_] := ref_policy i; rewrite sum_bool.
by case: (m i) (c i) neq => -[] //= _; lra.
Qed.

Lemma slope_kinds t : slope share ref m c t
  = A * A * exp t / (exp t + u) ^ 2 - B * B * exp t / (exp t + w) ^ 2.
Proof.
have e_gt0 := exp_pos t; rewrite A2 B2.
transitivity (right * (u * exp t / (exp t + u) ^ 2) - wrong * (w * exp t / (exp t + w) ^ 2)).
  rewrite /right /wrong !sum_distrl -sum_sub; apply: eq_bigr => i _.
  rewrite /part /pace; case: (m i =P c i) => [e|neq].
    rewrite right_mass // /u; have ? : 0 < P * exp t + (1 - P) by nra.
    have ? : 0 < exp t * P + (1 - P) by nra.
    by field; lra.
  rewrite wrong_mass // other // /w; have ? : 0 < Q * exp t + (1 - Q) by nra.
  have ? : 0 < exp t * Q + (1 - Q) by nra.
  by field; lra.
by rewrite /Rdiv; ring.
Qed.

Lemma slope_line t : exists k, 0 < k /\
  slope share ref m c t = k * ((A - B) * exp t + (A * w - B * u)).
Proof.
have e_gt0 := exp_pos t; have xu : 0 < exp t + u by lra.
have xw : 0 < exp t + w by lra.
exists (exp t * (A / (exp t + u) + B / (exp t + w)) / ((exp t + u) * (exp t + w))); split.
  apply: Rdiv_lt_0_compat; last exact: Rmult_lt_0_compat.
  apply: Rmult_lt_0_compat => //; apply: Rplus_lt_0_compat; exact: Rdiv_lt_0_compat.
by rewrite slope_kinds; field; lra.
Qed.

Lemma moment_kinds : moment share ref m c = (A + B) * (A - B).
Proof.
transitivity (A * A - B * B); last ring.
rewrite A2 B2 /right /wrong !sum_distrl -sum_sub; apply: eq_bigr => i _.
case: (m i =P c i) => [e|neq]; first by rewrite right_mass // /u; field; lra.
by rewrite wrong_mass // other // /w; field; lra.
Qed.

Lemma value_sign : 0 < value share ref m c <-> 0 < (A - B) + (A * w - B * u).
Proof.
rewrite -(slope_start share m c ref_policy); have [k [k_gt0 ->]] := slope_line 0.
rewrite exp_0 Rmult_1_r; move: (A - B + (A * w - B * u)) => x; split=> x_gt0; last exact: Rmult_lt_0_compat.
by apply: (Rmult_lt_reg_l k) => //; rewrite Rmult_0_r.
Qed.

Lemma moment_sign : moment share ref m c < 0 <-> A < B.
Proof.
have key x y : 0 < x -> 0 < y -> (x + y) * (x - y) < 0 <-> x < y.
  by move=> x_gt0 y_gt0; split=> ?; nra.
by rewrite moment_kinds; exact: key.
Qed.

Theorem two_kinds_peak : 0 < value share ref m c -> moment share ref m c < 0 ->
  let peak := ln ((A * w - B * u) / (B - A)) in
  0 < peak /\
  (forall t, t < peak -> 0 < slope share ref m c t) /\ slope share ref m c peak = 0 /\
  (forall t, peak < t -> slope share ref m c t < 0).
Proof.
move=> /value_sign early /moment_sign late peak.
pose q := (A * w - B * u) / (B - A).
have q_eq : A * w - B * u = q * (B - A) by rewrite /q; field; lra.
have q_gt1 : 1 < q by apply: (Rmult_lt_reg_r (B - A)); lra.
have peak_q : exp peak = q by rewrite /peak -/q exp_ln; lra.
have line t : (A - B) * exp t + (A * w - B * u) = (B - A) * (q - exp t) by rewrite q_eq; ring.
split; first by rewrite /peak -/q -ln_1; apply: ln_increasing; lra.
split; [|split] => [t lt||t gt].
- have [k [k_gt0 ->]] := slope_line t; rewrite line; have := exp_increasing _ _ lt; rewrite peak_q => *.
  by apply: Rmult_lt_0_compat => //; apply: Rmult_lt_0_compat; lra.
- by have [k [_ ->]] := slope_line peak; rewrite line peak_q; ring.
- have [k [k_gt0 ->]] := slope_line t; rewrite line; have := exp_increasing _ _ gt; rewrite peak_q => *.
  have : 0 < k * ((B - A) * (exp t - q)) by apply: Rmult_lt_0_compat => //; apply: Rmult_lt_0_compat; lra.
  by lra.
Qed.

Theorem two_kinds_needed s t : 0 <= s -> s < t ->
  0 < slope share ref m c s -> slope share ref m c t < 0 ->
  0 < value share ref m c /\ moment share ref m c < 0.
Proof.
move=> s_ge s_t; have [k [k_gt0 ->]] := slope_line s; have [l [l_gt0 ->]] := slope_line t.
have es : 1 <= exp s by rewrite -exp_0; apply: exp_mono.
have := exp_increasing _ _ s_t; move: (exp s) (exp t) es => x y x_ge x_y up down.
have up' : 0 < (A - B) * x + (A * w - B * u) by nra.
have down' : (A - B) * y + (A * w - B * u) < 0 by nra.
have late : A < B by nra.
by split; [apply/value_sign; nra|apply/moment_sign].
Qed.

End TwoKinds.
