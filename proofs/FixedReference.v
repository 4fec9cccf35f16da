(* A reference that does not move: the objective as it is printed in the paper.

   fixed_run M beta ref pi   == every step tilts the same reference policy
   fixed_mass                == then every iterate has the same mass on M, that
                                of one step, and it is below 1             (T8)
   prox_step beta gamma r ref pi == the step that pays beta KL to the reference
                                and gamma KL to the present policy
   prox_run M beta gamma ref pi  == iterated from the reference itself
   log_odds p                == ln (p / (1 - p))
   prox_recursion            == the recursion of the log-odds of M        (T8b)
   prox_closed, prox_lim     == its closed form, and its plateau 1/beta above
                                the reference                             (T8b) *)

From Coq Require Import Reals Lra.
From mathcomp Require Import ssreflect ssrfun ssrbool eqtype ssrnat seq choice.
From mathcomp Require Import fintype finfun bigop finset.
From Coquelicot Require Import Coquelicot.
From Sharpening Require Import Sums Policy Odds Progress.

Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.

Open Scope R_scope.

Section Fixed.

Variables (A : finType) (M : {set A}) (beta : R).
Variables (ref : A -> R) (pi : nat -> A -> R) (m w : A).
Hypothesis ref_policy : policy ref.
Hypothesis M_some : m \in M.
Hypothesis M_not_all : w \notin M.

Let p := mass ref M.

Let p_between : 0 < p < 1.
Proof. by split; [exact: (mass_gt0 _ M_some)|exact: (mass_lt1 _ M_not_all)]. Qed.

Lemma mirror_mass : mass (mirror beta (vote M) ref) M = step (exp (1 / beta)) p.
Proof.
rewrite /mass /mirror -sum_divr vote_partition // /step /p; congr (_ / _).
by rewrite /mass sum_distrl; apply: eq_bigr => a a_in; rewrite /vote a_in.
Qed.

Definition fixed_run : Prop :=
  forall k a, pi k.+1 a = mirror beta (vote M) ref a.

Theorem fixed_mass : 0 < beta -> fixed_run -> forall k,
  mass (pi k.+1) M = step (exp (1 / beta)) p /\ mass (pi k.+1) M < 1.
Proof.
move=> beta_gt0 run k.
have -> : mass (pi k.+1) M = step (exp (1 / beta)) p.
  by rewrite -mirror_mass; apply: eq_bigr => a _; exact: run.
split=> //; suff: 0 < step (exp (1 / beta)) p < 1 by lra.
by apply: step_in01 => //; exact: weight_gt1.
Qed.

Theorem fixed_lim : 0 < beta -> fixed_run ->
  is_lim_seq (fun k => mass (pi k) M) (step (exp (1 / beta)) p) /\
  ~ is_lim_seq (fun k => mass (pi k) M) 1.
Proof.
move=> beta_gt0 run.
have lim : is_lim_seq (fun k => mass (pi k) M) (step (exp (1 / beta)) p).
  apply/is_lim_seq_incr_1.
  apply: (is_lim_seq_ext (fun _ => step (exp (1 / beta)) p)).
    by move=> k; case: (fixed_mass beta_gt0 run k) => ->.
  exact: is_lim_seq_const.
split=> // lim1; have [mass1 lt1] := fixed_mass beta_gt0 run 0.
have := is_lim_seq_unique _ _ lim; rewrite (is_lim_seq_unique _ _ lim1).
by case=> step1; move: lt1; rewrite mass1 -step1; lra.
Qed.

Variable gamma : R.
Hypothesis beta_gt0 : 0 < beta.
Hypothesis gamma_gt0 : 0 < gamma.

Definition prox_weight (r q : A -> R) (a : A) : R :=
  exp ((beta * ln (ref a) + gamma * ln (q a) + r a) / (beta + gamma)).

Definition prox_step (r q : A -> R) (a : A) : R :=
  prox_weight r q a / \sum_(b : A) prox_weight r q b.

Definition prox_run : Prop :=
  (forall a, pi 0%N a = ref a) /\
  forall k a, pi k.+1 a = prox_step (vote M) (pi k) a.

Definition log_odds (q : R) : R := ln (q / (1 - q)).

Fixpoint push (k : nat) : R :=
  if k is j.+1 then (gamma * push j + 1) / (beta + gamma) else 0.

Lemma push_closed k : push k = 1 / beta - 1 / beta * (gamma / (beta + gamma)) ^ k.
Proof.
by elim: k => [|k closed] /=; rewrite ?closed; field; lra.
Qed.

Let Z s := p * exp s + (1 - p).

Let Z_gt0 s : 0 < Z s.
Proof. by apply: two_point_gt0; [exact: exp_pos|lra]. Qed.

Lemma tilt_sum s : \sum_(b : A) (ref b * exp (s * vote M b)) = Z s.
Proof.
rewrite (sum_setC M) /Z -(mass_setC M ref_policy) /p /mass sum_distrl.
congr (_ + _); apply: eq_bigr => a; rewrite /vote ?in_setC.
- by move=> ->; rewrite Rmult_1_r.
- by move/negbTE=> ->; rewrite Rmult_0_r exp_0 Rmult_1_r.
Qed.

Lemma prox_run_closed : prox_run -> forall k a,
  pi k a = ref a * exp (push k * vote M a) / Z (push k).
Proof.
move=> [start run]; have [ref_gt0 _] := ref_policy.
elim=> [a|k closed a].
  by rewrite start /= /Z exp_0 Rmult_0_l exp_0; field; lra.
pose K := exp (- (gamma * ln (Z (push k)) / (beta + gamma))).
have weight b : prox_weight (vote M) (pi k) b
                = K * (ref b * exp (push k.+1 * vote M b)).
  have tilt_gt0 : 0 < ref b * exp (push k * vote M b).
    by apply: Rmult_lt_0_compat; [exact: ref_gt0|exact: exp_pos].
  rewrite /prox_weight closed ln_div; [|exact: tilt_gt0|exact: Z_gt0].
  rewrite ln_mult; [|exact: ref_gt0|exact: exp_pos].
  rewrite ln_exp -[X in K * (X * _)](exp_ln (ref b)); last exact: ref_gt0.
  by rewrite /K -!exp_plus; congr exp => /=; field; lra.
rewrite run /prox_step weight.
have -> : \sum_(b : A) prox_weight (vote M) (pi k) b = K * Z (push k.+1).
  by rewrite -tilt_sum sum_distrr; apply: eq_bigr => b _; exact: weight.
have K_gt0 : 0 < K by exact: exp_pos.
by have := Z_gt0 (push k.+1) => Z_pos; field; lra.
Qed.

Lemma prox_mass : prox_run -> forall k,
  mass (pi k) M = p * exp (push k) / Z (push k).
Proof.
move=> run k; rewrite {1}/mass /p /mass sum_distrl sum_divr.
apply: eq_bigr => a a_in; rewrite (prox_run_closed run) /vote a_in.
by rewrite Rmult_1_r.
Qed.

Lemma prox_log_odds : prox_run -> forall k,
  log_odds (mass (pi k) M) = log_odds p + push k.
Proof.
move=> run k; rewrite prox_mass // /log_odds; have Z_pos := Z_gt0 (push k).
have -> : p * exp (push k) / Z (push k) / (1 - p * exp (push k) / Z (push k))
          = p / (1 - p) * exp (push k).
  by move: Z_pos; rewrite /Z => Z_pos; field; lra.
rewrite ln_mult ?ln_exp //; last exact: exp_pos.
by apply: Rdiv_lt_0_compat; lra.
Qed.

Theorem prox_recursion : prox_run -> forall k,
  log_odds (mass (pi k.+1) M) =
  (beta * log_odds p + gamma * log_odds (mass (pi k) M) + 1) / (beta + gamma).
Proof. by move=> run k; rewrite !prox_log_odds //=; field; lra. Qed.

Theorem prox_closed : prox_run -> forall k,
  log_odds (mass (pi k) M) =
  log_odds p + 1 / beta - 1 / beta * (gamma / (beta + gamma)) ^ k.
Proof. by move=> run k; rewrite prox_log_odds // push_closed; ring. Qed.

Theorem prox_lim : prox_run ->
  is_lim_seq (fun k => log_odds (mass (pi k) M)) (log_odds p + 1 / beta).
Proof.
move=> run.
apply: (is_lim_seq_ext
  (fun k => log_odds p + 1 / beta - 1 / beta * (gamma / (beta + gamma)) ^ k)).
  by move=> k; rewrite prox_closed.
have {2}-> : log_odds p + 1 / beta = log_odds p + 1 / beta - 0 by ring.
apply: is_lim_seq_minus'; first exact: is_lim_seq_const.
have ratio_gt0 : 0 < gamma / (beta + gamma) by apply: Rdiv_lt_0_compat; lra.
have ratio_lt1 : 0 < beta / (beta + gamma) by apply: Rdiv_lt_0_compat; lra.
have sum1 : gamma / (beta + gamma) + beta / (beta + gamma) = 1 by field; lra.
by apply: lim_geom0; rewrite Rabs_pos_eq; lra.
Qed.

End Fixed.
